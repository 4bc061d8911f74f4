"""What is remembered of an athlete, whichever table holds it: facts, rules, injuries, goals, planning, settings."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from db.athletes import Athlete

ROWS = sa.text("""
    select 'facts' as name, jsonb_build_object('text', text) as row, valid_to - 1 as ends
    from facts where athlete_id = :me and retracted_at is null
    union all
    select 'movement_rules', to_jsonb(t) - '{athlete_id,id}'::text[], null
    from movement_rules t where athlete_id = :me
    union all
    select 'injuries', to_jsonb(t) - '{athlete_id,id,since,severity,is_sharp,resolved_on}'::text[], resolved_on
    from injuries t where athlete_id = :me
    union all
    select 'goals', to_jsonb(t) - '{athlete_id,id,set_on,status,start}'::text[], by from goals t where athlete_id = :me
    union all
    select 'measurements', jsonb_build_object('metric', metric, 'value', value, 'unit', unit), null
    from measurements where athlete_id = :me
    union all
    select 'feedback', jsonb_build_object('exercise', exercise, 'region', region, 'tags', tags, 'said', said), null
    from feedback where athlete_id = :me
    union all
    select 'planning', jsonb_build_object(key, value), null
    from planning t, jsonb_each(to_jsonb(t)) as each(key, value)
    where athlete_id = :me and value not in ('null', '{}', '[]', 'false')
    and key not in ('athlete_id', 'screening', 'red_flag', 'time_factor', 'levels')
    union all
    select 'athletes', jsonb_build_object(key, value), null
    from athletes t, jsonb_each(to_jsonb(t)) as each(key, value)
    where id = :me and value <> 'null' and key not in ('id', 'name', 'created_at', 'timezone')
""")
ASIDE = ("measurements", "feedback")
"""Memory where something had to be kept, yet no harm where nothing had: a number that was told is a number."""
OF_THE_BODY = ("injuries", "conditions")
DAY = timedelta(days=1)


class Remembered(NamedTuple):
    """One thing that is remembered: the table or field it stands in, its words, the last day on which it is true."""

    where: str
    text: str
    ends: date | None


async def memory_of(athlete: Athlete) -> list[Remembered]:
    """All that is remembered now."""
    async with athlete.sessions() as session:
        return [_remembered(*row) for row in await session.execute(ROWS, {"me": athlete.id})]


def added(before: Sequence[Remembered], after: Sequence[Remembered]) -> list[Remembered]:
    """What is remembered now and was not before."""
    return list((Counter(after) - Counter(before)).elements())


def _remembered(name: str, row: dict[str, Any], ends: date | None) -> Remembered:
    field, value = next(iter(row.items())) if name in ("planning", "athletes") else (name, row)
    return Remembered(field, f"{value} {UNITS[field]}" if field in UNITS else _words(value), ends)


UNITS = {"days": "days a week", "minutes": "minutes", "training_months": "months of lifting"}


def _words(value: Any) -> str:
    """The values of a row, as one line; names of columns are ours and prove nothing.

    >>> _words({"what": "Burpee", "by": None, "why": ["I hate them"]})
    'Burpee, I hate them'
    """
    if isinstance(value, dict):
        given = {key: each for key, each in value.items() if each is not None}
        parts = [
            _words(each) if isinstance(each, str | list) else f"{key} {_words(each)}" for key, each in given.items()
        ]
        return ", ".join(part for part in parts if part)
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return str(value).replace("_", " ")


def holding(these: Iterable[Remembered], words: Iterable[str]) -> list[Remembered]:
    """Those that have one of the words, wherever in a word: the gold gives beginnings."""
    wanted = [each.casefold() for each in words]
    return [each for each in these if any(word in each.text.casefold() for word in wanted)]


def ends_on(these: Iterable[Remembered], until: date) -> bool:
    """Whether one of them ends on that day; a day more or less is how one counts."""
    return any(each.ends is not None and abs(each.ends - until) <= DAY for each in these)


_HE, _SHE = "he|his|him|er|il|él|lui", "she|her|sie|elle|ella|lei"
PEOPLE = {
    "husband": f"husband|himself|mann|mari|époux|marido|esposo|partner|{_HE}",
    "wife": f"wife|frau|femme|épouse|mujer|esposa|partner|{_SHE}",
    "girlfriend": f"girlfriend|gf|freundin|copine|novia|partner|{_SHE}",
    "boyfriend": f"boyfriend|bf|freund|copain|novio|partner|{_HE}",
    "mother": f"mother|mom|mum|mam|mutter|mama|mère|maman|madre|mamá|{_SHE}",
    "father": f"father|dad|vater|papa|père|padre|papá|{_HE}",
    "sister": f"sister|schwester|sœur|soeur|hermana|{_SHE}",
    "brother": f"brother|bruder|frère|hermano|{_HE}",
    "daughter": f"daughter|tochter|fille|hija|{_SHE}",
    "son": f"son|sohn|fils|hijo|boy|{_HE}",
    "granddaughter": f"granddaughter|enkelin|petite-fille|nieta|{_SHE}",
    "grandson": f"grandson|enkel|petit-fils|nieto|{_HE}",
    "baby": f"baby|infant|kind|bébé|bebé|son|daughter|{_HE}|{_SHE}",
    "child": f"child|kid|kind|enfant|hijo|hija|son|daughter|{_HE}|{_SHE}",
    "colleague": r"colleague|coworker|kolleg\w*|collègue|compañer\w*",
    "friend": r"friend|mate|buddy|freund\w*|ami|amie|amig\w*",
    "roommate": r"roommate|flatmate|mitbewohner\w*|coloc\w*",
    "nephews": r"nephews?|neffen?|neveux|sobrinos",
    "dog": r"dog|hund|chien|perro",
}
"""How another person is named in what is remembered; anybody else by the word of the gold."""


def names_person(text: str, about: str, said: str) -> bool:
    """Whether a remembered sentence says that it is about that person: by the relation, or by the name that was told.

    >>> names_person("Your husband plays golf on Fridays", "husband", "Himself has a golf match every Friday")
    True
    >>> names_person("You play golf on Fridays", "husband", "Himself has a golf match every Friday")
    False
    """
    relation = PEOPLE.get(about, rf"{re.escape(about)}\w*")
    if re.search(rf"\b(?:{relation})\b", text, re.IGNORECASE):
        return True
    names = re.findall(r"(?<=[\w,;:(] )\b[A-ZÄÖÜÉ][\w-]{2,}", said)  # in the middle of a sentence
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names if name.casefold() not in _DAYS)


_DAYS = {each.casefold() for each in (*calendar.day_name, *calendar.month_name)}
_DAYS |= {f"{each}s" for each in _DAYS}

TABLES = sa.text("""
    select c.table_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'athlete_id'
    group by 1 order by 1
""")
MINE = "where thread_id in (select id::text from chats where athlete_id = :me)"
THREADS = {"checkpoints": "checkpoint::text", "checkpoint_blobs": "blob", "checkpoint_writes": "blob"}


async def left_of(owner: AsyncEngine, athlete: UUID, words: Sequence[str]) -> list[str]:
    """Every table of an athlete, and every thread of theirs, in which one of the words still stands."""
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    found = []
    async with owner.connect() as connection:
        for table in (await connection.scalars(TABLES)).all():
            every_row = sa.text(f"select t::text from {table} t where athlete_id = :me")
            rows = await connection.scalars(every_row, {"me": athlete})
            found += [table] if any(wanted.search(row) for row in rows) else []
        for table, column in THREADS.items():
            every_value = sa.text(f"select {column} from threads.{table} {MINE}")
            values = await connection.scalars(every_value, {"me": athlete})
            found += [f"threads.{table}"] if any(wanted.search(_text(each)) for each in values) else []
    return found


def _text(value: Any) -> str:
    """What can be read in the bytes of a thread."""
    return value if isinstance(value, str) else bytes(value or b"").decode("utf-8", errors="replace")
