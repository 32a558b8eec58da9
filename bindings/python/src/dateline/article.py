"""An article as the index has it."""

import datetime
from dataclasses import dataclass
from typing import Any

from .days import Day, from_number
from .library import decode, decode_or_none, ffi


@dataclass(frozen=True, slots=True)
class Article:
    """An article; texts that are not known are "". Its fields are the arguments of Writer.add."""

    id: str
    title: str
    body: str
    source: str
    url: str
    lang: str
    date: Day | None
    date_source: str | None
    date_confidence: str | None

    @property
    def day(self) -> datetime.date | None:
        """The first day of date."""
        return self.date.first if self.date else None


def take_article(pointer: Any) -> Article:
    """The Article of a dateline_article, which stays the caller's."""
    return Article(
        id=decode(pointer.id),
        title=decode(pointer.title),
        body=bytes(ffi.buffer(pointer.body, pointer.body_size)).decode("utf-8", "replace"),
        source=decode(pointer.source),
        url=decode(pointer.url),
        lang=decode(pointer.lang),
        date=from_number(pointer.day),
        date_source=decode_or_none(pointer.date_source),
        date_confidence=decode_or_none(pointer.date_confidence),
    )
