#!/usr/bin/env python3
"""ask.py WATCH INDEXER SEARCHER INDEX TIMEOUT: asks the worst queries, each in a process of its own,
of INDEX and of an index of one long article.

A row for each: how it ended, its seconds and processor seconds, and the peak of its own memory,
without pages of the index. A query that takes longer than the timeout and 50 ms is asked again, as
other programs may have had the processor; the fastest counts, and where they had most of it in
that one too, it is undecided. The exit status is 1 if a query ended otherwise than with an answer,
none, or a limit, or took more time or memory than it may."""
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

LATE, TRIES = 0.050, 5
MEMORY = 2 * (256 << 20) + (16 << 20)  # bytes: twice PLAN_MEMORY, and the program
SAMPLE, TOP = 3000, 200  # articles read for words; the most frequent of these
LONG = 700_000  # words of the long article: 4 MB


def words_of(indexer, index):
    """The most frequent words of some articles, most frequent first, and the rarer ones."""
    dump = subprocess.Popen([indexer, 'dump', index], stdout=subprocess.PIPE)
    counts = collections.Counter()
    for _, line in zip(range(SAMPLE), dump.stdout):
        counts.update(re.findall('[a-z]{2,}', json.loads(line)['body'].lower()))
    dump.kill()
    dump.wait()
    ordered = sorted(counts, key=lambda w: (-counts[w], w))
    return ordered[:TOP], ordered[TOP:]


def join(n, by, form):
    return by.join(form(i) for i in range(n))


def queries(top, rare):
    """Pairs of a name and arguments, the query last."""
    the, of, a = top[:3]
    word = lambda i: top[i % len(top)]
    other = lambda i: top[(i // len(top) * 7 + i * 3 + 1) % len(top)]
    seldom = lambda i: rare[i % len(rare)]
    long = [w for w in rare if len(w) > 5]
    start = lambda i: long[i % len(long)][:5] + '*'
    phrase = lambda i: f'"{word(i)} {other(i)}"'
    person = lambda i: f'name:"{seldom(i).title()} {seldom(i * 7 + 3).title()}"'
    day = lambda i: f'date:{1950 + i % 75}-{1 + i % 12:02}-{1 + i % 28:02}'
    deep = '(' * 99 + the + join(99, '', lambda i: f' OR {word(i)} {other(i)})')
    return [
        ('4,000 words of "the XOR of"', [join(4000, ' XOR ', lambda i: (the, of)[i % 2])]),
        ('4,000 different words, XOR', [join(4000, ' XOR ', seldom)]),
        ('1,000 x "the of the of"', [join(1000, ' ', lambda i: f'"{the} {of} {the} {of}"')]),
        ('1,000 different phrases, any', ['--any', join(1000, ' ', phrase)]),
        ('1,000 different phrases, counted', ['-c', join(1000, ' OR ', phrase)]),
        ('500 x title:re*', [join(500, ' ', lambda i: 'title:re*')]),
        ('4,096 x com*', [join(4096, ' ', lambda i: 'com*')]),
        ('4,096 x com*, XOR', [join(4096, ' XOR ', lambda i: 'com*')]),
        ('2,000 patterns, any', ['--any', join(2000, ' ', start)]),
        ('2,000 patterns, XOR', [join(2000, ' XOR ', start)]),
        ('1,000 x wom?n', [join(1000, ' ', lambda i: 'wom?n')]),
        ('1,000 patterns of a letter inside', [join(1000, ' OR ', lambda i: f'{seldom(i)[:3]}?*{seldom(i)[-1]}')]),
        ('1,000 x word~2', [join(1000, ' ', lambda i: f'{rare[0]}~2')]),
        ('1,000 different words~2', [join(1000, ' OR ', lambda i: f'{seldom(i)}~2')]),
        ('500 x name:', [join(500, ' ', lambda i: person(0))]),
        ('500 different names', [join(500, ' OR ', person)]),
        ('brackets 99 deep', [deep]),
        ('NOT 49 deep', ['NOT (' * 49 + the + ' ' + of + ')' * 49]),
        ('800 NEAR of frequent words', [join(800, ' OR ', lambda i: f'({word(i)} NEAR/10000 {other(i)} NEAR/10000 {the})')]),
        ('3,000 days', [join(3000, ' OR ', day)]),
        ('3,000 days, XOR', [join(3000, ' XOR ', day)]),
        ('4,000 ids', [join(4000, ' OR ', lambda i: f'id:{i}')]),
        ('--timeline=day of 2,000 words', ['--timeline=day', join(2000, ' OR ', seldom)]),
        ('--timeline=day of 1,000 phrases', ['--timeline=day', join(1000, ' OR ', phrase)]),
        ('--facet=source of patterns', ['--facet=source', join(1000, ' OR ', start)]),
        ('--facet=year of XOR', ['--facet=year', join(4000, ' XOR ', word)]),
        ('--min-match=50% of 4,000 words', ['--min-match=50%', join(4000, ' ', lambda i: word(i) + f'^{1 + i % 9}')]),
        ('--min-match=2 of patterns', ['--min-match=2', join(1000, ' ', start)]),
        ('--recent of 4,000 words', ['--recent', '--any', join(4000, ' ', seldom)]),
        ('--sort=newest of XOR, all ids', ['--sort=newest', '-l', join(4000, ' XOR ', word)]),
        ('4,000 frequent words, all ids', ['--any', '-l', join(4000, ' ', word)]),
        ('100 hits of 2,000 words', ['-n100', '--format=json', '--any', join(2000, ' ', word)]),
        ('--explain of 1,000 phrases', ['--explain', join(1000, ' OR ', phrase)]),
        ('--widen=always of 4,000 words', ['--widen=always', join(4000, ' ', seldom)]),
        ('4,000 weights', ['--any', join(4000, ' ', lambda i: f'{seldom(i)}^{1 + i % 1000}')]),
    ]


def long_article(top, rare):
    """The words of an article: half of them frequent ones."""
    draw = random.Random(1)
    return [draw.choice(top[:3] if draw.random() < .5 else rare) for _ in range(LONG)]


def index_of(indexer, words, folder):
    """An index of one article."""
    index = os.path.join(folder, 'long.idx')
    article = {'id': 'long', 'title': 'Long', 'date': '2025-03-31', 'body': ' '.join(words)}
    subprocess.run([indexer, 'add', '--input-format=jsonl', index, '-'], check=True,
                   input=json.dumps(article), encoding='utf-8', stderr=subprocess.DEVNULL)
    return index


def long_queries(top, words):
    """The same of the long article."""
    the, of = top[:2]
    middle = words[LONG // 2:]
    near = lambda n, *w: join(n, ' NEAR/10000 ', lambda i: w[i % len(w)])
    phrase = lambda n: f'"{" ".join(middle[:n])}"'
    deep = f'({the} NEAR/9 {of})'
    for i in range(95):
        deep = f'({deep} OR {middle[i]})' if i % 2 else f'({deep} "{the} {of}")'
    return [
        ('4,000 x "the NEAR/10000"', [near(4000, the)]),
        ('4,000 words of "the NEAR/10000 of"', [near(4000, the, of)]),
        ('100 words of "the NEAR/10000 of"', [near(100, the, of)]),
        ('a phrase of 3,000 words', [phrase(3000)]),
        ('a phrase of 100 words', [phrase(100)]),
        ('20 of "the NEAR/10000 word"', [join(20, ' OR ', lambda i: f'({near(2, the, middle[i])})')]),
        ('--why of brackets 95 deep', ['--why=long', deep]),
        ('--why of 4,000 words', ['--why=long', join(4000, ' ', lambda i: middle[i])]),
        ('a hit of a phrase of 100 words', ['--format=json', phrase(100)]),
    ]


def ask(watch, searcher, index, timeout, arguments, report):
    """How it ended, seconds, processor seconds, and bytes of memory."""
    done = subprocess.run([watch, '--anonymous', report, searcher, '--timeout=' + timeout,
                           *arguments[:-1], index, arguments[-1]],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    with open(report, encoding='ascii') as f:
        figures = dict(pair.split('=') for pair in f.read().split())
    limits = {b'not done within': 'out of time', b'the query needs more than': 'too large',
              b'stands for more than': 'too many words'}
    ended = {0: 'answered', 1: 'no match'}.get(done.returncode)
    if done.returncode in (2, 3):
        ended = next((name for text, name in limits.items() if text in done.stderr), None)
    if not ended:
        print(done.stderr[-300:].decode(errors='replace'), file=sys.stderr)
        ended = f'STATUS {done.returncode}'
    return ended, float(figures['seconds']), float(figures['cpu']), int(figures['anonymous'])


def main():
    watch, indexer, searcher, index, timeout = sys.argv[1:6]
    allowed = float(timeout) + LATE
    late = large = wrong = undecided = 0
    top, rare = words_of(indexer, index)
    words = long_article(top, rare)
    print('| query | ended | seconds | of a processor | MB |\n|---|---|---:|---:|---:|')
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, 'report')
        asked = [(index, *q) for q in queries(top, rare)]
        long = index_of(indexer, words, folder)
        asked += [(long, name + ', a long article', q) for name, q in long_queries(top, words)]
        for where, name, arguments in asked:
            tries = []
            while not tries or (tries[-1][1] > allowed and len(tries) < TRIES):
                tries.append(ask(watch, searcher, where, timeout, arguments, report))
            ended, seconds, cpu, memory = min(tries, key=lambda t: t[1])
            print(f'| {name} | {ended} | {seconds:.3f} | {cpu:.3f} | {memory / 1e6:.0f} |', flush=True)
            late += seconds > allowed and cpu > seconds / 2
            undecided += seconds > allowed and cpu <= seconds / 2
            large += memory > MEMORY
            wrong += ended.startswith('STATUS')
    print(f'\n{len(asked)} queries: {late} later than {allowed:g} s, {large} with more than '
          f'{MEMORY >> 20} MiB, {wrong} ended otherwise than they may')
    if undecided:
        print(f'{undecided} were later, but other programs had the processor: ask again on an idle machine')
    return late or large or wrong


if __name__ == '__main__':
    sys.exit(1 if main() else 0)
