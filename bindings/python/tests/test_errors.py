"""Each failure raises what its status is called."""

import pytest

import dateline
from dateline import Query, Status


def test_every_status_has_an_exception():
    for status in Status:
        if status is not Status.OK:
            kind = dateline.Error.of_status[status]
            assert kind.status is status and issubclass(kind, dateline.Error)
            assert getattr(dateline, kind.__name__) is kind


def test_messages_are_the_librarys(tmp_path):
    with pytest.raises(dateline.NoIndexError, match="nowhere") as caught:
        dateline.Reader(tmp_path / "nowhere")
    assert caught.value.status == Status.NO_INDEX


def test_queries(reader):
    with pytest.raises(dateline.BadQueryError, match="2025-02-30"):
        reader.search("date:2025-02-30")
    assert reader.count("harbour") == 16  # the reader goes on


def test_writers(path):
    with dateline.Writer(path) as writer:
        with pytest.raises(dateline.BadArticleError):
            writer.add("1")
        with pytest.raises(dateline.LockedError):
            dateline.Writer(path)


def test_damage(filled):
    assert dateline.check(filled) == []
    victim = next(filled.glob("seg-*/texts.*"))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 0xFF
    victim.write_bytes(content)
    assert dateline.check(filled)
    victim.unlink()
    with pytest.raises(dateline.CorruptError):
        dateline.Reader(filled)


def test_check_of_a_missing_file_keeps_the_lines(filled):
    next(filled.glob("seg-*/lists.postings*")).unlink()
    with pytest.raises(dateline.IndexIOError) as caught:
        dateline.check(filled)
    assert any("lists.postings" in note for note in caught.value.__notes__)


def test_timeouts(reader):
    with pytest.raises(dateline.BadOptionError):
        reader.count(Query("harbour", timeout=-1))
    with pytest.raises(dateline.QueryTimeoutError):
        reader.count(Query("h* OR s* OR t* OR a*", timeout=1e-9))


def test_an_unknown_status_is_an_error():
    error = dateline.Error("text", 99)
    assert error.status == 99 and str(error) == "text"
