#!/usr/bin/env python3
"""readers.py COMMITS [SEED]: one writer that adds, replaces, deletes and compacts, beside four
readers and a slow batch. Counts answers that are torn between commits, reads that waited or
failed, and commits after which the directory had grown.

Articles come and go in pairs, and are replaced in pairs: in one commit both have the same
version, or neither is there. From the environment: INDEXER, SEARCHER (the
programs). The exit status is 1 if a promise was broken."""
import json
import os
import random
import subprocess
import sys
import threading
import time

from promises import Promises, run_in_directory

PAIRS, READERS, LONG, SEGMENTS = 40, 4, 5.0, 40
COMMIT = 'commits beside readers succeed:'
TORN = 'a read sees one commit, whole:'
WAIT = 'a read waits for no writer (%d s):' % LONG
FAIL = 'a read beside commits does not fail:'
BATCH = 'a slow batch answers from one commit:'
GROWN = 'the directory does not grow:'
PROMISES = Promises(COMMIT, TORN, WAIT, FAIL, BATCH, GROWN)
lock = threading.Lock()
over = threading.Event()


def count(name, good, why=''):
    with lock:
        PROMISES.count(name, good)
    if not good:
        print(f'{name} {why}', flush=True)


def program(name, *arguments, **more):
    return subprocess.run([os.environ[name], *arguments], capture_output=True, **more)


# ---- Writing -----------------------------------------------------------------

def write_pairs(path, pairs, version):
    with open(path, 'w') as f:
        for pair in pairs:
            for half in 'ab':
                f.write(json.dumps({'id': f'{half}{pair}', 'date': '2025-03-%02d' % (1 + pair % 28),
                                    'title': f'{version}', 'body': f'all p{pair} v{version}'}) + '\n')


def largest():
    return sum(os.path.getsize(os.path.join(d, n)) for d, _, names in os.walk('i') for n in names)


def write_on(commits, chance):
    there = set(range(PAIRS))
    for version in range(1, commits + 1):
        pairs = chance.sample(range(PAIRS), 3)
        kind = chance.random()
        if kind < 0.3 and there.issuperset(pairs):
            done = program('INDEXER', 'delete', 'i', *[h + str(p) for p in pairs for h in 'ab'])
            there.difference_update(pairs)
        elif kind < 0.9:
            write_pairs('next.jsonl', pairs, version)
            done = program('INDEXER', 'add', 'i', 'next.jsonl')
            there.update(pairs)
        else:
            done = program('INDEXER', 'compact', 'i')
        count(COMMIT, done.returncode == 0, done.stderr.decode())
        names = [n for n in os.listdir('i') if n.startswith('seg-')]
        count(GROWN, len(names) <= SEGMENTS and largest() < 4 << 20,
              f'{len(names)} names, {largest()} bytes')


# ---- Reading -----------------------------------------------------------------

def whole(out):
    """Whether each pair in the lines of id and title is complete and of one version."""
    titles = dict(line.split('\t') for line in out.splitlines()[1:])
    return all(titles.get(('b' if i[0] == 'a' else 'a') + i[1:]) == t for i, t in titles.items())


def read_on():
    while not over.is_set():
        start = time.time()
        done = program('SEARCHER', '-n0', '--format=tsv', '--fields=id,title', 'i', 'all')
        count(WAIT, time.time() - start < LONG, f'{time.time() - start:.1f} s')
        count(FAIL, done.returncode in (0, 1), f'{done.returncode} {done.stderr.decode()}')
        count(TORN, whole(done.stdout.decode()), done.stdout.decode())


def batch_on():
    """A query, and the same again a while later, in one batch: the answers are the same."""
    while not over.is_set():
        batch = subprocess.Popen([os.environ['SEARCHER'], '--batch=-', '-n0', '--threads=2',
                                  '--format=tsv', '--fields=query,id,title', 'i'], text=True,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        answers = {}
        for q in ('1', '2', '3'):
            batch.stdin.write(f'{q}\tall\n')
            batch.stdin.flush()
            over.wait(0.7)
        out, err = batch.communicate()
        for line in out.splitlines()[1:]:
            q, _, rest = line.partition('\t')
            answers.setdefault(q, []).append(rest)
        count(BATCH, batch.returncode == 0 and answers.get('1') == answers.get('2') == answers.get('3'),
              f'status {batch.returncode} {err}')


def main():
    commits, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    write_pairs('first.jsonl', range(PAIRS), 0)
    program('INDEXER', 'add', 'i', 'first.jsonl', check=True)
    readers = [threading.Thread(target=f) for f in [read_on] * READERS + [batch_on]]
    for r in readers:
        r.start()
    try:
        write_on(commits, random.Random(seed))
    finally:
        over.set()
        for r in readers:
            r.join()
    count(COMMIT, program('INDEXER', 'check', 'i').returncode == 0, 'check')
    return PROMISES.report()


if __name__ == '__main__':
    run_in_directory(main)
