"""Indexes for the tests. From the environment: INDEXER and SEARCHER, the programs; FIXTURES."""

import os
import subprocess
from pathlib import Path

import pytest

import dateline


@pytest.fixture(scope="session")
def news(tmp_path_factory):
    """An index of the fixtures, which no test changes."""
    path = tmp_path_factory.mktemp("news") / "news.idx"
    subprocess.run(
        [os.environ["INDEXER"], "add", path, Path(os.environ["FIXTURES"]) / "articles"],
        check=True,
        capture_output=True,
    )
    return path


@pytest.fixture
def reader(news):
    with dateline.Reader(news) as reader:
        yield reader


@pytest.fixture
def path(tmp_path):
    """Where a test makes an index of its own."""
    return tmp_path / "own.idx"


def fill(path, count, **fields):
    """Adds COUNT articles, all of which "harbour" finds."""
    with dateline.Writer(path, threads=1) as writer:
        for number in range(count):
            writer.add(f"article-{number:06}", body=f"harbour news {number}", **fields)


@pytest.fixture
def filled(path):
    """An index of 500 articles for one test."""
    fill(path, 500)
    return path
