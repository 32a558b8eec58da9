"""Handles: closed twice, used after that, dropped, and shared by threads."""

import ctypes
import gc
import os
import threading
import time

import pytest

import dateline
from dateline import Query


def descriptors():
    return len(os.listdir("/proc/self/fd"))


def test_close_twice_and_use_after(filled):
    reader = dateline.Reader(filled)
    hits = reader.search("harbour")
    reader.close()
    reader.close()
    hits.close()
    for use in (
        reader.search,
        reader.count,
        reader.clone,
        reader.reopen,
        reader.is_current,
        reader.timeline,
        reader.facets,
        lambda: reader.articles,
        lambda: reader.fetch("article-000001"),
        lambda: reader.explain("harbour"),
        lambda: next(hits),
    ):
        with pytest.raises(ValueError, match="closed"):
            use()
    reader.interrupt()

    writer = dateline.Writer(filled)
    writer.close()
    writer.close()
    for use in (writer.commit, writer.rollback, lambda: writer.add("1", body="x"), lambda: writer.delete("1")):
        with pytest.raises(ValueError, match="closed"):
            use()


def test_iteration_ends(filled):
    with dateline.Reader(filled) as reader:
        hits = reader.search(Query("harbour", limit=3))
        assert len(list(hits)) == 3
        assert list(hits) == []  # as iterators do
        reader.reopen()  # so the cursor is closed
        hits.close()


def test_closed_hits_are_not_empty_ones(filled):
    with dateline.Reader(filled) as reader:
        with reader.search("harbour") as hits:
            next(hits)
        with pytest.raises(ValueError, match="closed"):
            next(hits)
        reader.reopen()


def test_interrupted_iteration(filled):
    with dateline.Reader(filled) as reader:
        hits = reader.search("harbour")
        next(hits)
        with pytest.raises(dateline.BadOptionError):
            reader.reopen()
        del hits
        gc.collect()
        reader.reopen()
        for _hit in reader.search("harbour"):
            break
        gc.collect()
        reader.reopen()


def test_hits_keep_their_reader(filled):
    hits = dateline.Reader(filled).search(Query("harbour", limit=None))
    gc.collect()
    assert len(list(hits)) == 500


def test_cycles_are_closed_in_order(filled):
    before = descriptors()
    for _ in range(5):
        cycle = [dateline.Reader(filled)]
        cycle += [cycle[0].search("harbour"), cycle]
        del cycle
        gc.collect()
    assert descriptors() == before


class Heap(ctypes.Structure):
    """The C library's struct mallinfo2, whose eighth member is the bytes in use."""

    _fields_ = [("numbers", ctypes.c_size_t * 10)]


def allocated():
    """Bytes on the heap: the sanitizer's count, else the C library's."""
    process = ctypes.CDLL(None)
    if hasattr(process, "__sanitizer_get_current_allocated_bytes"):
        process.__sanitizer_get_current_allocated_bytes.restype = ctypes.c_size_t
        return process.__sanitizer_get_current_allocated_bytes()
    process.mallinfo2.restype = Heap
    return process.mallinfo2().numbers[7]


def test_nothing_leaks(filled, tmp_path):
    def work():
        for _ in range(20):
            reader = dateline.Reader(filled)
            next(reader.search(Query("harbour", snippets=True)))
            list(reader.search("harbour"))
            reader.timeline("harbour", "day")
            reader.facets("harbour")
            reader.fetch("article-000001")
            reader.explain("harbour")
            with pytest.raises(dateline.Error):
                reader.search("date:2025-02-30")
            with pytest.raises(dateline.Error):
                dateline.Reader(tmp_path / "nowhere")

    work()
    gc.collect()
    before, start = descriptors(), allocated()
    for _ in range(5):
        work()
    gc.collect()
    assert descriptors() == before
    grown = allocated() - start
    assert grown < 100 * 50  # a round's smallest thing has more bytes than 50


def test_a_dropped_writer_releases_its_lock(filled):
    writer = dateline.Writer(filled)
    writer.add("late", body="harbour")
    del writer
    gc.collect()
    with dateline.Writer(filled) as writer:
        writer.add("last", body="harbour")
    with dateline.Reader(filled) as reader:
        assert reader.articles == 501


def test_a_failed_open_needs_no_closing(tmp_path):
    for _ in range(3):
        with pytest.raises(dateline.NoIndexError):
            dateline.Reader(tmp_path / "nowhere")
        with pytest.raises(ValueError):
            dateline.Writer(tmp_path / "a\0b")
    gc.collect()


def test_newer_commits(filled):
    with dateline.Reader(filled) as reader:
        with dateline.Writer(filled) as writer:
            writer.add("new", body="harbour")
        assert not reader.is_current() and reader.articles == 500
        clone = reader.clone()
        reader.reopen()
        assert reader.is_current() and reader.articles == 501
        assert clone.articles == 500
        reader.close()
        assert clone.count("harbour") == 500
        clone.close()


def run_all(work, count=4):
    """Runs WORK in COUNT threads; raises what one of them raised."""
    failures = []

    def guarded():
        try:
            work()
        except BaseException as failure:  # it is raised again below
            failures.append(failure)

    threads = [threading.Thread(target=guarded) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failures:
        raise failure


def test_clones_search_at_the_same_time(filled):
    with dateline.Reader(filled) as reader:

        def work():
            with reader.clone() as mine:
                for _ in range(20):
                    assert len(list(mine.search(Query("harbour", limit=None)))) == 500

        run_all(work)


def test_threads_may_share_one_reader(filled):
    with dateline.Reader(filled) as reader:

        def work():
            for _ in range(20):
                hits = reader.search(Query("harbour", limit=50))
                assert len({next(hits).id for _ in range(10)}) == 10
                del hits
                assert reader.count("harbour") == 500

        run_all(work)
        reader.reopen()


def test_threads_may_share_one_writer(path):
    numbers = iter(range(10000))
    with dateline.Writer(path) as writer:

        def work():
            for _ in range(50):
                writer.add(str(next(numbers)), body="harbour")

        run_all(work)
    with dateline.Reader(path) as reader:
        assert reader.articles == 200


def test_interrupt(filled):
    with dateline.Reader(filled) as reader:
        stop = threading.Event()

        def interrupt():
            while not stop.is_set():
                reader.interrupt()
                time.sleep(0)

        thread = threading.Thread(target=interrupt)
        thread.start()
        try:
            with pytest.raises(dateline.InterruptedCallError):
                for _ in range(10000):
                    reader.count("harb* OR new* OR h*")
        finally:
            stop.set()
            thread.join()
        assert reader.count("harbour") == 500
