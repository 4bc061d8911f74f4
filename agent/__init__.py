"""The conversation: the graph, its middleware, the models, the built-in coach."""
