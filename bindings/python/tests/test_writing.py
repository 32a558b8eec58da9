"""Articles written, and text of every kind."""

import dataclasses
import os

import pytest

import dateline
from dateline import Commit, Query


def ids(path, query="*"):
    with dateline.Reader(path) as reader:
        return sorted(hit.id for hit in reader.search(Query(query, limit=None)))


def test_commits_count(path):
    with dateline.Writer(path) as writer:
        writer.add("1", body="harbour")
        writer.add("2", body="strike")
        assert writer.commit() == Commit(added=2, replaced=0, unchanged=0, deleted=0)
        writer.add("1", body="harbour")
        writer.add("2", body="comet")
        assert writer.commit() == Commit(added=0, replaced=1, unchanged=1, deleted=0)
        writer.delete("1")
        assert writer.commit().deleted == 1
        with pytest.raises(dateline.NotFoundError):
            writer.delete("1")
        writer.add("3", body="dropped")
        writer.rollback()
        writer.add("4", body="kept")
    assert ids(path) == ["2", "4"]


def test_a_block_that_raises_commits_nothing(path):
    with dateline.Writer(path) as writer:
        writer.add("1", body="harbour")
    with pytest.raises(ZeroDivisionError), dateline.Writer(path) as writer:
        writer.add("2", body="harbour")
        1 / 0
    assert ids(path) == ["1"]


def test_delete_matching(filled):
    with dateline.Writer(filled) as writer:
        assert writer.delete_matching("harbour") == 500
    assert ids(filled) == []


def test_unicode(path):
    title, body = "Война и мир 😀", "Zelenskyy’s Straße, e\u0301te\u0301, 東京\n\ttail"
    with dateline.Writer(path) as writer:
        writer.add("ключ/東京", title=title, body=body, source="Süddeutsche")
    with dateline.Reader(path) as reader:
        hit = next(reader.search("война"))
        assert (hit.id, hit.title, hit.source) == ("ключ/東京", title, "Süddeutsche")
        assert reader.fetch("ключ/東京").body == body


def test_bytes_ids(path):
    name = b"caf\xe9.txt"
    with dateline.Writer(path) as writer:
        writer.add(name, body=b"Gar\xe7on, deux caf\xe9s \xe0 la carte, s'il vous pla\xeet")
    with dateline.Reader(path) as reader:
        [hit] = reader.search("garçon")
        assert "%E9" in hit.id.upper()
        assert reader.fetch(name).id == reader.fetch(os.fsdecode(name)).id == hit.id
        assert "Garçon" in reader.fetch(name).body
    with dateline.Writer(path) as writer:
        writer.delete(os.fsdecode(name))
    assert ids(path) == []


def test_nulls(path):
    with dateline.Writer(path) as writer:
        writer.add("1", body="before\0after")
        with pytest.raises(ValueError, match="null"):
            writer.add("1\0", body="x")
    with dateline.Reader(path) as reader:
        assert "after" in reader.fetch("1").body
        with pytest.raises(ValueError, match="null"):
            reader.search("harbour\0strike")


def test_a_fetched_article_can_be_added_again(path, tmp_path, reader):
    article = reader.fetch("nmp-2")
    with dateline.Writer(path) as writer:
        writer.add(**dataclasses.asdict(article))
    with dateline.Reader(path) as copy:
        assert copy.fetch("nmp-2") == article


def test_options_reach_the_library(path):
    with dateline.Writer(path, language="german", xapian="none", threads=1, memory=1 << 24) as writer:
        writer.add("1", body="Häuser")
    assert dateline.info(path).language == "german"
    assert ids(path, "haus") == ["1"]
    with pytest.raises(dateline.BadOptionError):
        dateline.Writer(path, language="english")
    with pytest.raises(dateline.NoIndexError):
        dateline.Writer(str(path) + "-none", must_exist=True)
    with pytest.raises(ValueError, match="xapian"):
        dateline.Writer(path, xapian="fat")


def test_path_types(path):
    with dateline.Writer(os.fsencode(path)) as writer:
        writer.add("1", body="harbour")
    assert ids(str(path)) == ids(path) == ["1"]
