"""An index open for reading."""

import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Literal, get_args

from .article import Article, take_article
from .counts import Facets, Timeline, take_facets, take_timeline
from .errors import call
from .hits import Hits
from .library import Path, Text, decode, ffi, lib, line, path_line
from .query import Query, lend_query, query_of

Period = Literal["day", "week", "month", "quarter", "year"]
Facet = Literal["year", "month", "source", "lang"]

# The columns that every timeline has.
_TIMELINE_COLUMNS = ("period", "first", "last", "articles")


def _constant(prefix: str, name: str, names: tuple[str, ...]) -> int:
    """The library's number for one of NAMES."""
    if name not in names:
        raise ValueError(f"{name!r} is none of {', '.join(names)}")
    value: int = getattr(lib, prefix + name.upper())
    return value


class Reader:
    """The index at PATH as its last commit left it; later commits do not show until reopen."""

    def __init__(self, path: Path) -> None:
        self._set(None)
        out = ffi.new("dateline_reader **")
        call(lib.dateline_reader_open, path_line(path), out)
        self._pointer = out[0]

    def _set(self, pointer: Any) -> None:
        self._pointer = pointer
        self._cursors: list[Any] = []
        self._abandoned: deque[Any] = deque()
        self._lock = threading.RLock()  # held in a call
        self._closing = threading.Lock()  # held while the pointer may not go away

    # ---- The handle ----------------------------------------------------------

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Waits for other threads' calls; the reader may be closed."""
        with self._lock:
            while self._abandoned:
                self._close_cursor(self._abandoned.popleft())
            yield

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """Waits for other threads' calls and gives the library's handle."""
        with self._held():
            if self._pointer is None:
                raise ValueError("the reader is closed")
            yield self._pointer

    def _abandon(self, cursor: Any) -> None:
        """Has the next call close CURSOR; from any thread, also while another is in a call."""
        self._abandoned.append(cursor)

    def _close_cursor(self, cursor: Any) -> None:
        """Closes CURSOR unless that was done; the lock is held, or the reader is dropped."""
        if cursor in self._cursors:
            self._cursors.remove(cursor)
            lib.dateline_cursor_close(cursor)

    def _close(self) -> None:
        with self._closing:
            pointer, self._pointer = self._pointer, None
        while self._cursors:
            self._close_cursor(self._cursors[0])
        lib.dateline_reader_close(pointer if pointer is not None else ffi.NULL)

    def close(self) -> None:
        """Closes the reader and its hits, after calls of other threads; there may be any number of calls."""
        with self._held():
            self._close()

    def __del__(self) -> None:
        if getattr(self, "_pointer", None) is not None:
            self._close()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- Commits and threads ---------------------------------------------------

    def clone(self) -> "Reader":
        """The same commit for another thread; cheap. NoIndexError where its files are gone."""
        out = ffi.new("dateline_reader **")
        with self._using() as reader:
            call(lib.dateline_reader_clone, reader, out)
        clone = Reader.__new__(Reader)
        clone._set(out[0])
        return clone

    def is_current(self) -> bool:
        """Whether the reader's commit is the newest."""
        out = ffi.new("bool *")
        with self._using() as reader:
            call(lib.dateline_reader_is_current, reader, out)
        return bool(out[0])

    def reopen(self) -> None:
        """Moves to the newest commit. BadOptionError while hits are open; on failure the reader stays."""
        with self._using() as reader:
            call(lib.dateline_reader_reopen, reader)

    def interrupt(self) -> None:
        """Ends the call that another thread is in, if any, with InterruptedCallError."""
        with self._closing:
            if self._pointer is not None:
                lib.dateline_reader_interrupt(self._pointer)

    # ---- Questions -------------------------------------------------------------

    @property
    def articles(self) -> int:
        """Articles in the index."""
        with self._using() as reader:
            return int(lib.dateline_reader_articles(reader))

    def search(self, query: Query | Text = "*") -> Hits:
        """The articles that QUERY finds, its best ten unless it says otherwise."""
        pointer, _kept = lend_query(query_of(query))
        out = ffi.new("dateline_cursor **")
        with self._using() as reader:
            call(lib.dateline_cursor_open, reader, pointer, out)
            self._cursors.append(out[0])
            return Hits(self, out[0])

    def count(self, query: Query | Text = "*") -> int:
        """How many articles match, exactly; offset and limit do not matter."""
        pointer, _kept = lend_query(query_of(query))
        out = ffi.new("uint64_t *")
        with self._using() as reader:
            call(lib.dateline_count, reader, pointer, out)
        return int(out[0])

    def fetch(self, id: Text) -> Article:
        """The article with that id; NotFoundError."""
        out = ffi.new("dateline_article **")
        with self._using() as reader:
            call(lib.dateline_fetch, reader, line(id), out)
        try:
            return take_article(out[0])
        finally:
            lib.dateline_article_free(out[0])

    def timeline(
        self, query: Query | Text | Mapping[str, Query | Text] = "*", period: Period = "month"
    ) -> Timeline:
        """Matches by PERIOD: of one query as column "matches", or of several under their names."""
        queries = query if isinstance(query, Mapping) else {"matches": query}
        for name in queries:
            if name in _TIMELINE_COLUMNS:
                raise ValueError(f"a timeline has a column {name!r} already")
        lent = [lend_query(query_of(one)) for one in queries.values()]
        pointers = ffi.new("dateline_query *[]", [pointer for pointer, _kept in lent])
        number = _constant("DATELINE_PERIOD_", period, get_args(Period))
        out = ffi.new("dateline_timeline **")
        with self._using() as reader:
            call(lib.dateline_timeline_count, reader, pointers, len(lent), number, out)
        try:
            return take_timeline(out[0], list(queries))
        finally:
            lib.dateline_timeline_free(out[0])

    def facets(self, query: Query | Text = "*", facet: Facet = "source") -> Facets:
        """Matches by the values of FACET."""
        pointer, _kept = lend_query(query_of(query))
        number = _constant("DATELINE_FACET_", facet, get_args(Facet))
        out = ffi.new("dateline_facets **")
        with self._using() as reader:
            call(lib.dateline_facets_count, reader, pointer, number, out)
        try:
            return take_facets(out[0])
        finally:
            lib.dateline_facets_free(out[0])

    def explain(self, query: Query | Text) -> dict[str, Any]:
        """How QUERY is understood, as dateline-search --explain --format=json tells it."""
        return self._json(lib.dateline_explain, query)

    def why(self, query: Query | Text, id: Text) -> dict[str, Any]:
        """How the article ID scores, or what keeps it out, as --why tells it; NotFoundError."""
        return self._json(lib.dateline_why, query, line(id))

    def _json(self, function: Any, query: Query | Text, *arguments: Any) -> dict[str, Any]:
        pointer, _kept = lend_query(query_of(query))
        out = ffi.new("char **")
        with self._using() as reader:
            call(function, reader, pointer, *arguments, out)
        try:
            told: dict[str, Any] = json.loads(decode(out[0]))
            return told
        finally:
            lib.dateline_free(out[0])
