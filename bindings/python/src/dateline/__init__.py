"""Full-text search over archives of dated articles.

    import dateline

    with dateline.Writer("news.idx") as writer:
        writer.add("1", title="Harbour open", body="...", date="2025-03-31")

    with dateline.Reader("news.idx") as reader:
        for hit in reader.search(dateline.Query("harbour", since="2025-03", limit=3)):
            print(hit.rank, hit.date, hit.title)
        frame = pandas.DataFrame(reader.timeline("harbour", "month"))

The module calls libdateline, whose header dateline.h says more about each call.

Errors: a call that fails raises a subclass of Error, which has the library's status. A handle
    that was closed raises ValueError, as files do.
Ownership: readers, writers and hits are context managers. One that is dropped is closed when
    Python collects it; a writer that is dropped keeps nothing that it had not committed.
Threads: calls of several threads on one reader or writer wait for one another. Threads that
    are to search at the same time take a clone each. Reader.interrupt ends a call of another.
Text: str, or bytes where the encoding is for the library to find out, or file names have none.
Dates: a datetime.date, a Day with its precision, or text in any form that the indexer reads.

The environment variable DATELINE_LIBRARY names the library's file where it is not installed.
"""

from .article import Article
from .counts import Facets, Timeline
from .days import Day, Precision, parse_day
from .errors import (
    BadArticleError,
    BadOptionError,
    BadQueryError,
    CorruptError,
    Error,
    IndexIOError,
    InterruptedCallError,
    LimitError,
    LockedError,
    MemoryExhaustedError,
    NoIndexError,
    NotFoundError,
    OutdatedError,
    QueryTimeoutError,
    Status,
    UnsyncedError,
)
from .hits import MARK_BEGIN, MARK_END, Hit, Hits
from .query import Query, Sort
from .reader import Facet, Period, Reader
from .upkeep import Info, Segment, check, compact, guard_files, info, version
from .writer import Commit, Writer, Xapian

__all__ = [
    "Article",
    "BadArticleError",
    "BadOptionError",
    "BadQueryError",
    "Commit",
    "CorruptError",
    "Day",
    "Error",
    "Facet",
    "Facets",
    "Hit",
    "Hits",
    "IndexIOError",
    "Info",
    "InterruptedCallError",
    "LimitError",
    "LockedError",
    "MARK_BEGIN",
    "MARK_END",
    "MemoryExhaustedError",
    "NoIndexError",
    "NotFoundError",
    "OutdatedError",
    "Period",
    "Precision",
    "Query",
    "QueryTimeoutError",
    "Reader",
    "Segment",
    "Sort",
    "Status",
    "Timeline",
    "UnsyncedError",
    "Writer",
    "Xapian",
    "check",
    "compact",
    "guard_files",
    "info",
    "parse_day",
    "version",
]
