#!/usr/bin/env python3
"""draw.py -- draws sets of queries from articles.

    draw.py ARTICLES.jsonl DIRECTORY

writes to DIRECTORY, always the same for the same articles:

    words.tsv     1,000 queries of 1 to 5 different words of one article, 200 of each length, the
                  lengths in turn, so that the first n are a fair sample
    phrases.tsv   1,000 phrases of two or three words, in turn
    frequent.tsv  1,000 draws from the 100 most frequent words
    lookups.tsv   10,000 pairs of adjacent words

A line is a first and last day, a tab after each, and the words. The days are ten weeks that
contain the article's date. Words have at least three letters of the English alphabet."""

import datetime
import json
import os
import random
import re
import sys

QUERIES = 1000
LOOKUPS = 10000
LONGEST = 5
FREQUENT = 100
SAMPLE = 2000  # articles in which words are counted
WINDOW_DAYS = 70

WORD = r"(?<![\w'-])[A-Za-z]{3,}(?![\w'-])"


class Archive:
    """Articles at random places of a file, which is not read as a whole."""

    def __init__(self, path):
        self.file = open(path, "rb")
        self.size = os.path.getsize(path)
        self.random = random.Random(11)

    def below(self, n):
        return int(self.random.random() * n)

    def dated_article(self):
        """The first dated article after a random place."""
        self.file.seek(self.below(self.size))
        self.file.readline()
        while True:
            line = self.file.readline()
            if not line:
                self.file.seek(0)
                continue
            article = json.loads(line)
            if len(article.get("date", "")) >= 10:
                return article

    def window(self, article):
        day = datetime.date.fromisoformat(article["date"][:10])
        first = day - datetime.timedelta(days=self.below(WINDOW_DAYS))
        return first, first + datetime.timedelta(days=WINDOW_DAYS - 1)

    def some_words(self, article, n):
        """N different words; None if there are fewer."""
        words = sorted(distinct_words(article))
        if len(words) < n:
            return None
        drawn = []
        while len(drawn) < n:
            drawn.append(words.pop(self.below(len(words))))
        return drawn

    def phrase(self, article, n):
        phrases = [m.group(1) for m in re.finditer("(?=(" + " ".join([WORD] * n) + "))",
                                                   article.get("body", ""))]
        return phrases[self.below(len(phrases))].lower().split() if phrases else None

    def draw(self, choose, lengths, n=QUERIES):
        """N queries; CHOOSE returns words of an article, or None for another article."""
        lines = []
        while len(lines) < n:
            article = self.dated_article()
            words = choose(article, lengths[len(lines) % len(lengths)])
            if words:
                first, last = self.window(article)
                lines.append(f"{first}\t{last}\t{' '.join(words)}\n")
        return lines


def distinct_words(article):
    text = article.get("title", "") + "\n" + article.get("body", "")
    return {word.lower() for word in re.findall(WORD, text)}


def most_frequent(archive):
    articles = {}
    for _ in range(SAMPLE):
        for word in distinct_words(archive.dated_article()):
            articles[word] = articles.get(word, 0) + 1
    return sorted(articles, key=lambda word: (-articles[word], word))[:FREQUENT]


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: draw.py ARTICLES.jsonl DIRECTORY")
    archive = Archive(sys.argv[1])
    frequent = most_frequent(archive)
    sets = {
        "words": archive.draw(archive.some_words, range(1, LONGEST + 1)),
        "phrases": archive.draw(archive.phrase, (2, 3)),
        "lookups": archive.draw(archive.phrase, (2,), LOOKUPS),
        "frequent": archive.draw(lambda *_: [frequent[archive.below(len(frequent))]], (1,)),
    }
    for name, lines in sets.items():
        with open(os.path.join(sys.argv[2], name + ".tsv"), "w", encoding="ascii") as file:
            file.writelines(lines)


if __name__ == "__main__":
    main()
