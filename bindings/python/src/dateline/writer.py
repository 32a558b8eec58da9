"""An index open for writing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal

from .days import DayLike, to_number
from .errors import UnsyncedError, call
from .library import Path, Text, encode, ffi, lib, line, path_line
from .query import Query, lend_query, query_of

Xapian = Literal["none", "lean", "full"]
_XAPIAN = {
    None: lib.DATELINE_XAPIAN_UNSET,
    "none": lib.DATELINE_XAPIAN_NONE,
    "lean": lib.DATELINE_XAPIAN_LEAN,
    "full": lib.DATELINE_XAPIAN_FULL,
}


@dataclass(frozen=True, slots=True)
class Commit:
    """The effect of a commit, by articles."""

    added: int
    replaced: int
    unchanged: int
    deleted: int


def lend_options(
    language: str | None = None,
    memory: int = 0,
    threads: int = 0,
    wait_lock: float = 0,
    must_exist: bool = False,
    xapian: Xapian | None = None,
) -> tuple[Any, Any]:
    """A dateline_writer_options, and what has to live as long as it."""
    if xapian not in _XAPIAN:
        raise ValueError(f"xapian takes none, lean or full, not {xapian!r}")
    name = line(language)
    options = ffi.new(
        "dateline_writer_options *",
        {
            "size": ffi.sizeof("dateline_writer_options"),
            "language": name,
            "memory": memory,
            "threads": threads,
            "wait_lock": wait_lock,
            "must_exist": must_exist,
            "xapian": _XAPIAN[xapian],
        },
    )
    return options, name


class Writer:
    """The index in the directory PATH, made where there is none; LockedError where another has it.

    As a context manager it commits at the end of the block, and where the block raised, drops
    everything since the last commit. language is a Snowball algorithm or "none", by default the
    index's, else English; memory is in bytes; wait_lock in seconds.
    """

    def __init__(
        self,
        path: Path,
        *,
        language: str | None = None,
        memory: int = 0,
        threads: int = 0,
        wait_lock: float = 0,
        must_exist: bool = False,
        xapian: Xapian | None = None,
    ) -> None:
        self._pointer: Any = None
        self._lock = threading.RLock()
        options, _kept = lend_options(language, memory, threads, wait_lock, must_exist, xapian)
        out = ffi.new("dateline_writer **")
        call(lib.dateline_writer_open, path_line(path), options, out)
        self._pointer = out[0]

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """Waits for other threads' calls and gives the library's handle."""
        with self._lock:
            if self._pointer is None:
                raise ValueError("the writer is closed")
            yield self._pointer

    def close(self) -> None:
        """Drops everything since the last commit; there may be any number of calls."""
        with self._lock:
            pointer, self._pointer = self._pointer, None
            lib.dateline_writer_close(pointer if pointer is not None else ffi.NULL)

    def __del__(self) -> None:
        if getattr(self, "_pointer", None) is not None:
            self.close()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._pointer is not None:
                self.commit()
        finally:
            self.close()

    def add(
        self,
        id: Text,
        *,
        title: Text = "",
        body: Text = "",
        source: Text = "",
        url: Text = "",
        lang: Text = "",
        date: DayLike = None,
        date_source: str | None = None,
        date_confidence: str | None = None,
    ) -> None:
        """Adds an article, or replaces the one with its id; it shows after the next commit."""
        names = ("id", "title", "source", "url", "lang", "date_source", "date_confidence")
        values = (id, title, source, url, lang, date_source, date_confidence)
        lines = {name: line(value) for name, value in zip(names, values, strict=True)}
        content = encode(body)
        text = ffi.from_buffer(content)
        article = ffi.new(
            "dateline_article *",
            lines
            | {
                "size": ffi.sizeof("dateline_article"),
                "body": ffi.cast("const char *", text),
                "body_size": len(content),
                "day": to_number(date),
            },
        )
        with self._using() as writer:
            call(lib.dateline_writer_add, writer, article)

    def delete(self, id: Text) -> None:
        """Deletes the article that has that id now, added since the commit or before; NotFoundError."""
        with self._using() as writer:
            call(lib.dateline_writer_delete, writer, line(id))

    def delete_matching(self, query: Query | Text) -> int:
        """Deletes what QUERY matches in the index as last committed; tells how many articles."""
        pointer, _kept = lend_query(query_of(query))
        out = ffi.new("uint64_t *")
        with self._using() as writer:
            call(lib.dateline_writer_delete_matching, writer, pointer, out)
        return int(out[0])

    def commit(self) -> Commit:
        """Everything so far now survives a crash and shows to new readers.

        After UnsyncedError it shows, too, and the error's attribute commit is this result.
        """
        done = ffi.new("dateline_commit *", {"size": ffi.sizeof("dateline_commit")})
        with self._using() as writer:
            try:
                call(lib.dateline_writer_commit, writer, done)
            except UnsyncedError as error:
                error.commit = _take_commit(done)
                raise
        return _take_commit(done)

    def rollback(self) -> None:
        """Drops everything since the last commit; the writer goes on."""
        with self._using() as writer:
            call(lib.dateline_writer_rollback, writer)


def _take_commit(done: Any) -> Commit:
    return Commit(done.added, done.replaced, done.unchanged, done.deleted)
