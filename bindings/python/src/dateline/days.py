"""Calendar days that may be known to the month or the year only."""

import calendar
import datetime
from typing import Literal, NamedTuple

from .library import line, lib

Precision = Literal["day", "month", "year"]


class Day(NamedTuple):
    """A day, a month or a year: its first day, and how precisely it is known."""

    first: datetime.date
    precision: Precision = "day"

    @property
    def last(self) -> datetime.date:
        """The last day of the month or year; the day itself."""
        if self.precision == "year":
            return self.first.replace(month=12, day=31)
        if self.precision == "month":
            return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])
        return self.first

    def __str__(self) -> str:
        """ "2025-03-31", "2025-03" or "2025"."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


# What functions take for a date; datetime.datetime counts as its day, None as undated or open.
DayLike = Day | datetime.date | str | None


def from_number(number: int) -> Day | None:
    """The Day of a dateline_day; None for 0."""
    if number == 0:
        return None
    year, month, day = number // 10000, number // 100 % 100, number % 100
    precision: Precision = "day" if day else "month" if month else "year"
    return Day(datetime.date(year, month or 1, day or 1), precision)


def to_number(day: DayLike) -> int:
    """The dateline_day of DAY; ValueError for text that is no date."""
    if day is None:
        return 0
    if isinstance(day, str):
        number: int = lib.dateline_parse_day(line(day))
        if number == 0:
            raise ValueError(f"not a date: {day!r}")
        return number
    first, precision = day if isinstance(day, Day) else (day, "day")
    return (
        first.year * 10000
        + (first.month * 100 if precision != "year" else 0)
        + (first.day if precision == "day" else 0)
    )


def parse_day(text: str) -> Day | None:
    """The day of TEXT in any form that the indexer reads; None for what is no date."""
    return from_number(lib.dateline_parse_day(line(text)))
