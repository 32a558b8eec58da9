"""What a search found, one hit at a time."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .days import Day, from_number
from .errors import call
from .library import decode, decode_or_none, ffi, lib

if TYPE_CHECKING:
    from .reader import Reader

# Stand around matched words in snippets.
MARK_BEGIN = "\ue000"
MARK_END = "\ue001"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found; texts that were not asked for or are not known are ""."""

    rank: int
    id: str
    day: Day | None
    score: float
    title: str
    snippet: str
    source: str
    url: str
    lang: str
    date_source: str | None
    date_confidence: str | None

    @property
    def date(self) -> datetime.date | None:
        """The article's day, or the first one of its month or year; None where it is undated."""
        return self.day.first if self.day else None

    def marked(self, begin: str = "**", end: str = "**") -> str:
        """The snippet with BEGIN and END around matched words."""
        return self.snippet.replace(MARK_BEGIN, begin).replace(MARK_END, end)


def _take_hit(hit: Any) -> Hit:
    """The Hit of a dateline_hit, which stays the library's."""
    return Hit(
        rank=hit.rank,
        id=decode(hit.id),
        day=from_number(hit.day),
        score=hit.score,
        title=decode(hit.title),
        snippet=decode(hit.snippet),
        source=decode(hit.source),
        url=decode(hit.url),
        lang=decode(hit.lang),
        date_source=decode_or_none(hit.date_source),
        date_confidence=decode_or_none(hit.date_confidence),
    )


def texts_of(getter: Callable[[Any, int], Any], owner: Any) -> list[str]:
    """The lines that GETTER lends of OWNER, up to NULL."""
    texts: list[str] = []
    while (text := getter(owner, len(texts))) != ffi.NULL:
        texts.append(decode(text))
    return texts


class Hits(Iterator[Hit]):
    """An iterator of hits, none of which is held. It closes itself after the last one.

    warnings are lines for the query's author. matches counts all matches where the query had
    total=True, else it is 0. widened_from is the rank from which on hits of a query with
    widen=True need not have all words, known once that is reached; 0: all have.
    """

    def __init__(self, reader: "Reader", cursor: Any) -> None:
        self._reader = reader
        self._cursor = cursor
        self._out = ffi.new("dateline_hit **")
        self._ended = False
        self.warnings = texts_of(lib.dateline_cursor_warning, cursor)
        self._note()

    def _note(self) -> None:
        """Keeps what is asked after the cursor is closed."""
        self.matches: int = lib.dateline_cursor_matches(self._cursor)
        self.widened_from: int = lib.dateline_cursor_widened_from(self._cursor)

    def __iter__(self) -> "Hits":
        return self

    def __next__(self) -> Hit:
        if self._ended:
            raise StopIteration
        with self._reader._using():
            if self._cursor is None:
                raise ValueError("the hits are closed")
            call(lib.dateline_cursor_next, self._cursor, self._out)
            self._note()
            if self._out[0] != ffi.NULL:
                return _take_hit(self._out[0])
            self._ended = True
            self.close()
            raise StopIteration

    def close(self) -> None:
        """Closes the iterator; there may be any number of calls."""
        with self._reader._held():
            cursor, self._cursor = self._cursor, None
            self._reader._close_cursor(cursor)

    def __enter__(self) -> "Hits":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # Another thread may be in a call: the cursor is closed by the next call of the reader.
        if getattr(self, "_cursor", None) is not None:
            self._reader._abandon(self._cursor)
