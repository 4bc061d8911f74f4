"""The table of what is said to red flags, with its sources: ``python -m evals.red_flag_advice`` writes docs/red_flags.md."""

from pathlib import Path

from training.red_flags.answering import OF_A_PART, UNLIMITED, kinds_answered, numbers_by_country, parts_of, sources

PAGE = Path(__file__).parent.parent / "docs" / "red_flags.md"
HEAD = """# Red flags: what is said, and where it comes from

Written by `python -m evals.red_flag_advice` out of `training/red_flags/answers` (texts, `sources.toml`,
`numbers.toml`); a test holds it to them. Topset does not diagnose. An emergency holds training at every door until it
is cleared in words; a sign for a doctor leaves out the part of the body that was named, asks which one it is, or holds
plans. What may as well be none is asked about first: one question, with the emergency number, and nothing is held.

## What a person must still check
Nobody of a medical profession has read these texts. Before you rely on them:

1. **Telephone numbers.** All of the table below, at their publishers, and again every year: emergency number, crisis
   line, poison centre, line against violence. Where a field is empty no line is named. A place without an entry gets
   112, or what its language suggests.
2. **Translations.** No native speaker with medical training has reviewed the German, Spanish, French, Portuguese and
   Italian texts. Portuguese mixes European and Brazilian usage.
3. **The advice itself**, line by line against the pages that are named as its sources. They change, and most are
   British or American: your guideline may differ.
4. **Urgency.** What is an emergency and what is for a doctor was decided by people who are no doctors; the share that
   is told as less than it is stands in [evals/red_flags.md](evals/red_flags.md).

"""
ADVICE = """
## Advice and sources
"now" is said to an emergency, "soon" to what is for a doctor, "other" and "beside" where it is somebody else,
"redirect" to what is not helped with. Blanks in braces are filled with the numbers of the place.

| kind | said | text (English) | sources |
|---|---|---|---|"""
NUMBERS = """
## Numbers by country

| country | emergency | crisis | poison | violence |
|---|---|---|---|---|"""


def page() -> str:
    """The page as Markdown."""
    plans = f"A sign for a doctor holds no plans of the kinds {', '.join(sorted(UNLIMITED))}. "
    asked = f"The part is asked for in the kinds {', '.join(sorted(OF_A_PART))}."
    lines = [f"{HEAD}{plans}{asked}", ADVICE]
    for kind in kinds_answered("en"):
        named = "; ".join(sources(kind))
        lines += [f"| {kind} | {part} | {text} | {named} |" for part, text in parts_of(kind).items()]
    lines.append(NUMBERS)
    for country, place in numbers_by_country().items():
        others = (place.crisis, place.poison, place.abuse)
        lines.append(f"| {country} | {place.emergency} | {' | '.join(each or '-' for each in others)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name}: {len(kinds_answered('en'))} kinds")
