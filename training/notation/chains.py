"""Numbers that belong together: joined by x and @, or standing side by side."""

from typing import NamedTuple

from training.notation.atoms import Atom, Lasting, Reps

OPERANDS = frozenset("nlgukjrstmdcTq")
_LABELLED = frozenset("srktmc")
_BETWEEN = frozenset("oeh")
"""What may stand between a number and the sign that joins it to the next."""


class Link(NamedTuple):
    """An operand and what joins it to the one before: ``x``, ``@``, or a space."""

    by: str
    atom: Atom


def chain_at(atoms: list[Atom], at: int) -> tuple[list[Link], list[Atom], int]:
    """The numbers that belong together from ``at``, the modifiers among them, and where they end."""
    chain: list[Link] = []
    among: list[Atom] = []
    by = " "
    while at < len(atoms):
        sign = atoms[at].sign
        if sign == "x" and chain and chain[0].by == "x" and by == " ":
            break
        if sign in "x@" and by == " " and _goes_on(atoms, at + 1):
            by, at = ("for" if _leads_to_sets(atoms, at) else sign), at + 1
        elif sign == "f" or (sign == ":" and len(chain) == 1 and chain[0].atom.sign in "kjns"):
            at += 1
        elif sign == "(" and chain and (closed := _in_brackets(atoms, at)):
            chain.append(Link("x", closed))
            at = next(place for place in range(at, len(atoms)) if atoms[place].sign == ")") + 1
        elif sign in OPERANDS and (not chain or by != " " or _fits(chain, atoms, at)):
            chain.append(Link(" " if by == "for" else by, atoms[at]))
            by, at = " ", at + 1
        elif sign == "F" and by == "x":
            chain.append(Link(by, Atom("r", Reps((None,), "failure"), atoms[at].start, atoms[at].end)))
            by, at = " ", at + 1
        elif sign in _BETWEEN and chain and by == " " and _joined_later(atoms, at):
            among.append(atoms[at])
            at += 1
        else:
            break
    return chain, among, at


def _goes_on(atoms: list[Atom], at: int) -> bool:
    while at < len(atoms) and atoms[at].sign == "f":
        at += 1
    return at < len(atoms) and (atoms[at].sign in OPERANDS or atoms[at].sign == "F")


def _leads_to_sets(atoms: list[Atom], at: int) -> bool:
    """Whether what stands here is the "for" of "160 for 2x5": sets and reps follow it, as they do everywhere else."""
    following = atoms[at + 1 : at + 4]
    return (
        atoms[at].value == "for"
        and [atom.sign for atom in following] == ["n", "x", "n"]
        and following[1].value != "for"  # "160 for 5 for 3": reps, then sets
    )


def _joined_later(atoms: list[Atom], at: int) -> bool:
    while at < len(atoms) and atoms[at].sign in _BETWEEN:
        at += 1
    return at + 1 < len(atoms) and atoms[at].sign in "x@" and atoms[at + 1].sign in OPERANDS


def _in_brackets(atoms: list[Atom], at: int) -> Atom | None:
    """The count of "(x3)" or "(3 sets)"."""
    inside = atoms[at + 1 : at + 4]
    signs = "".join(atom.sign for atom in inside)
    if signs.startswith("xn)"):
        return Atom("s", int(inside[1].value), inside[1].start, inside[1].end)
    return inside[0] if signs.startswith("s)") else None


def _fits(chain: list[Link], atoms: list[Atom], at: int) -> bool:
    """Whether an operand that merely stands beside a chain still belongs to it."""
    sign = atoms[at].sign
    unrated = [link for link in chain if not _is_rpe(link)]
    starts_own = at + 1 < len(atoms) and atoms[at + 1].sign in "x@" and sign != "s"
    if sign != "l" and len(unrated) > 1 and len(unrated) == len(chain) and _rated(atoms, at + 1):
        starts_own = False  # "5x5 140 @8"
    signs = [link.atom.sign for link in unrated]
    if sign in _LABELLED and sign not in signs:
        return not starts_own or len(chain) == 1
    if sign in "nlgd" and len(chain) == 1:
        first = chain[0].atom
        if first.sign == "n":
            return sign != "d" and (not starts_own or _size(first) > 30 or _size(first) % 1 != 0) and _size(first) > 10
        if isinstance(first.value, Lasting):
            return first.value.maybe_load
        return first.sign in "kjTs" or (first.sign == "r" and not starts_own)
    if sign in "nlj" and not starts_own and not {"k", "j"} & set(signs):
        numbers = sum(each in "nlr" for each in signs)
        return (numbers == 2 and len(unrated) == 2) or ("s" in signs and numbers == 1 and sign != "j")
    return False


def _is_rpe(link: Link) -> bool:
    return link.by == "@" and link.atom.sign == "n" and 5 <= _size(link.atom) <= 10


def _rated(atoms: list[Atom], at: int) -> bool:
    """Whether what stands here is an RPE ("@8") and nothing goes on from it."""
    signs = [atom.sign for atom in atoms[at : at + 3]]
    return signs[:2] == ["@", "e"] or (
        signs[:2] == ["@", "n"] and 5 <= _size(atoms[at + 1]) <= 10 and signs[2:] != ["x"]
    )


def _size(atom: Atom) -> float:
    return atom.value if isinstance(atom.value, float) else 0.0
