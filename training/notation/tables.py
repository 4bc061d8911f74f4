"""Tables and records that were pasted into a message, as the lines a person would write."""

import re

_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("exercise", "ex", "lift", "movement", "name", "exercise name", "übung", "ejercicio", ""),
    "load": ("weight", "wt", "load", "kg", "lb", "lbs", "weight lb", "weight kg", "kilos", "pounds", "peso", "gewicht"),
    "reps": ("reps", "rep", "repetitions", "wdh", "r"),
    "sets": ("sets", "set count", "s", "series"),
    "scheme": ("s x r", "sxr", "sets x reps", "scheme", "sets reps"),
    "rpe": ("rpe",),
    "rir": ("rir",),
    "set": ("set", "set1", "set2", "set3", "set4", "set5", "set 1", "set 2", "set 3", "set 4", "set 5"),
    "time": ("time", "duration"),
    "distance": ("distance", "dist"),
    "date": ("date", "day", "datum", "fecha"),
}
_MEANING = {word: column for column, words in _COLUMNS.items() for word in words}
_LEGENDS = {
    sign: re.compile(
        rf"[(\[]?(?:\b(?:cols?|columns?|format|order)\s?:?\s)?\b((?:[a-z]+{between}){{2,6}}[a-z]+)\b[)\]]?\s?(?::|(?=$|\n))",
        re.IGNORECASE,
    )
    for sign, between in (("/", " ?/ ?"), ("|", " ?[|] ?"), (",", ", ?"), (" ", " "))
}
"""Names of columns in a line of words, by what parts them: "wt/reps/rpe: 275/3/8.5", "(cols: date lift lb reps rpe)"."""
_RULE = re.compile(r"[\s|:+=-]+")
_LABELLED = re.compile(
    r"\b(sets|reps|repetitions|rpe|rir)\"?\s?[:=]\s?(\d+(?:\.\d+)?)(?![\d.]*\s?[,/-]\s?\d)", re.IGNORECASE
)
_UNITED = re.compile(r"\b(lbs?|kg)\"?\s?[:=]\s?(\d+(?:\.\d+)?)", re.IGNORECASE)
_PAIRS = re.compile(r"\[\s?(\d+(?:\.\d+)?)\s?,\s?(\d+)\s?\]")


def plain_lines(text: str) -> str:
    """A text with its tables and records written out; any other text as it is.

    >>> plain_lines("lift,kg,reps\\nsquat,100,5\\nsquat,100,4")
    'squat: 100 kg x 5\\nsquat: 100 kg x 4'
    >>> plain_lines('{"dead_lift": [[225,5],[275,5]]}').strip()
    'dead lift:  225x5,275x5'
    >>> plain_lines("bench 3x5 80, felt fine")
    'bench 3x5 80, felt fine'
    """
    lines = text.split("\n")
    for sign in ("|", "\t", ",", ";", "  "):
        table = _table(lines, sign)
        if table is not None:
            return table
    if (told := _by_legend(text)) is not None:
        return told
    return _record(text) if "{" in text and ":" in text else text


def _by_legend(text: str) -> str | None:
    """A text whose rows are explained by the names of their columns, before or after them; ``None`` without any."""
    for sign, pattern in _LEGENDS.items():
        for found in pattern.finditer(text):
            words = re.findall(r"[a-z]+", found[1], re.IGNORECASE)
            heads = [_MEANING.get(word.lower(), "") for word in words]
            measured = {"load", "reps", "sets", "rpe", "rir"} & set(heads)
            if len(heads) < 3 or not all(heads) or len(set(heads)) < len(heads) or len(measured) < 2:
                continue
            cell = r"([\w.%]+(?: \d{1,2}/\d{1,2})?)"
            between = r"[\t ]+" if sign == " " else rf"\s?{re.escape(sign)}\s?"
            row = re.compile(rf"(?<![\w.]){cell}" + rf"{between}{cell}" * (len(heads) - 1) + r"(?![\w.]|/\d)")
            outside = [text[: found.start()], text[found.end() :]]
            if any(row.search(part) for part in outside):
                told = (row.sub(lambda cells: _row(list(cells.groups()), heads, words), part) for part in outside)  # noqa: B023 - used at once
                return " ".join(part.strip() for part in told).strip()
    return None


def _cells(line: str, sign: str) -> list[str]:
    if sign == "  ":
        return [cell for cell in re.split(r"\s{2,}", line.strip()) if cell]
    cells = [cell.strip() for cell in line.strip().strip("|" if sign == "|" else "").split(sign)]
    return cells


def _table(lines: list[str], sign: str) -> str | None:
    """The lines with a table of columns parted by a sign written out; ``None`` without one."""
    for at, line in enumerate(lines[:6]):
        heads = [_MEANING.get(cell.lower().replace("_", " ").strip(), "") for cell in _cells(line, sign)]
        known = [head for head in heads if head and head != "name"]
        if len(heads) < 2 or len(known) < len(heads) - 1 or not known:
            continue
        heads[0] = heads[0] or "name"
        rows = []
        for row in lines[at + 1 :]:
            cells = _cells(row, sign)
            if len(cells) < 2 or len(cells) > len(heads):
                rows.append(row)
            elif not _RULE.fullmatch(row):
                rows.append(_row(cells, heads, _cells(line, sign)))
        return "\n".join([*lines[:at], *rows])
    return None


def _row(cells: list[str], heads: list[str], titles: list[str]) -> str:
    values: dict[str, list[str]] = {}
    for cell, head in zip(cells, heads, strict=False):
        if cell:
            values.setdefault(head, []).append(cell)
    name = " ".join(values.pop("name", []))
    unit = next((each for title in titles for each in ("kg", "lb") if each in title.lower()), "")
    parts = [
        f"{each}{' ' + unit if unit and each.replace('.', '').isdigit() else ''}" for each in values.get("load", [])
    ]
    sets, reps = values.get("sets", []), values.get("reps", [])
    parts += values.get("scheme", []) + (
        [f"{sets[0]}x{reps[0]}"] if sets and reps else [f"x {each}" for each in reps] or sets
    )
    parts += values.get("distance", []) + values.get("time", [])
    parts += [f"rpe {each}" for each in values.get("rpe", [])] + [f"rir {each}" for each in values.get("rir", [])]
    listed = [] if values.get("load") and reps else values.get("set", [])
    day = f"{values['date'][0]} " if values.get("date") else ""
    return f"{day}{name}{':' if name else ''} {' '.join(parts)}{', '.join(listed)}".strip()


def _record(text: str) -> str:
    """JSON or YAML as lines: every name with what is said of it."""
    text = _PAIRS.sub(r"\1x\2", text.replace("_", " "))
    text = _UNITED.sub(r"\2 \1", _LABELLED.sub(r"\2 \1", text))
    text = re.sub(r"\"([^\"]{1,60})\"", r"\1", text)
    text = re.sub(r"\]\s*,|\}\s*,", "\n", text)
    return re.sub(r"[{}\[\]]", " ", text)
