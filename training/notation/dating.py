"""On which date each exercise of a message was done: the day it was told with, asked where that is open."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from training.notation.days import Day
from training.notation.doubts import Doubts
from training.notation.segments import Segments


@dataclass
class Dating:
    """The dates of one pass over a message."""

    found: Segments
    today: date
    doubts: Doubts
    _dates: dict[str, date] = field(default_factory=dict)

    def day(self, place: int) -> date:
        """The day of an entry: its own; where none has one, the only one that was named; else today."""
        found = self.found
        day = found.day_of.get(place)
        if day is None and not found.day_of and len({each.dates for each in found.days}) == 1:
            day = found.days[0]
        return self.date_of(day) if day else self.today

    def date_of(self, day: Day) -> date:
        """The date of a day; asked when it is open, or still to come. Asked once a message."""
        if day.words not in self._dates:
            self._dates[day.words] = self._ask_date(day)
        return self._dates[day.words]

    def _ask_date(self, day: Day) -> date:
        past = tuple(each for each in day.dates if each <= self.today)
        if len(day.dates) > 1:
            day = Day(past or day.dates[:1], day.words)
        if len(day.dates) > 1:
            if len(day.dates) > 2:
                labels = [f"{each:%A %-d %B}" for each in day.dates]
                return day.dates[self.doubts.settle(f"Which day was that, {day.words}?", labels)]
            labels = [f"{each:%-d %B %Y}" for each in day.dates]
            return day.dates[self.doubts.settle(f"Is {day.words} {' or '.join(labels)}?", labels)]
        only, today = day.dates[0], self.today
        if only <= today:
            return only
        earlier = [today]
        if (week := only - timedelta(7)) < today:
            earlier.append(week)
        elif only.month != 2 or only.day != 29:
            earlier.append(only.replace(year=today.year - (only.replace(year=today.year) > today)))
        labels = [f"{each:%-d %B %Y}" for each in earlier]
        text = f"{only:%-d %B %Y} is still to come. When was it: {' or '.join(labels)}?"
        return earlier[self.doubts.settle(text, labels)]
