"""How many connections one process opens, and who of it gets them. Whoever finds none free waits."""

CONNECTIONS = 30
"""At most, threads and news included: three processes fit into a server's usual hundred."""
FEWEST = 5
KEPT_OPEN = 10
"""For the next who asks, of those that queries get."""


def for_threads(connections: int) -> int:
    """The share of the agent's threads."""
    return connections // 3


def for_queries(connections: int) -> int:
    """The share of everything else, but for the one on which news of writes come."""
    return connections - for_threads(connections) - 1
