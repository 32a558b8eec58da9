"""Searches: the hits are the program's."""

import datetime
import json
import os
import subprocess

import pytest

import dateline
from dateline import Query


def program(*arguments):
    """The lines of dateline-search, which takes the same index and query."""
    told = subprocess.run([os.environ["SEARCHER"], *arguments], capture_output=True, text=True)
    assert told.returncode <= 1, told.stderr
    return told.stdout.splitlines()


def test_hits_are_the_programs(news, reader):
    lines = program("--format=jsonl", "-n", "5", news, "harbour strike")
    told = [json.loads(line) for line in lines]
    hits = list(reader.search(Query("harbour strike", limit=5, snippets=True)))
    assert len(hits) == 5
    for hit, row in zip(hits, told, strict=False):  # a summary ends what is told
        assert (hit.id, hit.title, str(hit.day)) == (row["id"], row["title"], row["date"])
        assert hit.score == pytest.approx(row["score"], abs=1e-6)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]


def test_snippets_are_marked(reader):
    hit = next(reader.search(Query("harbour", snippets=True)))
    assert dateline.MARK_BEGIN in hit.snippet
    assert "<b>" in hit.marked("<b>", "</b>") and dateline.MARK_END not in hit.marked()
    assert next(reader.search("harbour")).snippet == ""


def test_ids_alone(reader):
    hit = next(reader.search(Query("harbour", articles=False)))
    assert hit.id and hit.score and hit.title == ""


def test_options_reach_the_library(news, reader):
    def ids(query):
        return [hit.id for hit in reader.search(query)]

    def told(*options):
        return program("--format=ids", *options, news, "harbour strike")

    def asked(**options):
        return ids(Query("harbour strike", **options))

    assert asked(limit=3) == told("-n", "3")
    assert asked(limit=None) == told("-n", "0")
    assert asked(limit=3, offset=2) == told("-n", "5")[2:]
    assert asked(sort=dateline.Sort.NEWEST) == told("--sort=newest")
    assert asked(sort=dateline.Sort.OLDEST) == told("--sort=oldest")
    assert asked(limit=None, any=True) == told("-n", "0", "--any") != told("-n", "0")
    assert asked(since="2025-03-10", until=datetime.date(2025, 3, 12)) == told(
        "--since=2025-03-10", "--until=2025-03-12"
    )
    assert asked(like="nmp-2") == told("--like=nmp-2")
    assert asked(any=True, min_match="50%", limit=None) == told("--min-match=50%", "-n", "0")
    assert ids(Query("harbour AND strike", literal=True)) != ids("harbour AND strike")
    with pytest.raises(ValueError):
        asked(min_match="half")
    with pytest.raises(ValueError):
        asked(limit=0)


def test_exact_names(path):
    with dateline.Writer(path) as writer:
        writer.add("1", body="Volodymyr Zelensky spoke.")
        writer.add("2", body="Volodymyr Zelenskyy spoke.")
    with dateline.Reader(path) as reader:
        name = 'name:"Volodymyr Zelensky"'
        assert len(list(reader.search(name))) == 2
        assert len(list(reader.search(Query(name, exact_names=True)))) == 1


def test_totals_warnings_and_widening(reader):
    hits = reader.search(Query("harbour", limit=2, total=True))
    assert len(list(hits)) == 2
    assert hits.matches == reader.count("harbour") == 16
    assert reader.search("harbour or strike").warnings
    assert not reader.search("harbour").warnings
    hits = reader.search(Query("harbour comet", widen=True, limit=20))
    assert len(list(hits)) > 1 and hits.widened_from >= 1


def test_fetch(reader):
    article = reader.fetch("agency/2025-03-06-harbour-offer.txt")
    assert article.title.startswith("Harbour strike")
    assert "rest days" in article.body
    assert str(article.date) == "2025-03-06" and article.day == datetime.date(2025, 3, 6)
    assert (article.date_source, article.date_confidence) == ("header", "sure")
    with pytest.raises(dateline.NotFoundError):
        reader.fetch("no such id")


def test_explanations(reader):
    assert "harbour" in json.dumps(reader.explain("harbour strike"))
    assert json.dumps(reader.why("harbour strike", "nmp-2")).count("harbour")
    with pytest.raises(dateline.NotFoundError):
        reader.why("harbour", "no such id")


def test_many_hits_are_streamed(path):
    from conftest import fill

    fill(path, 20000)
    with dateline.Reader(path) as reader:
        seen = {hit.id for hit in reader.search(Query("harbour", limit=None, articles=False))}
    assert len(seen) == 20000
