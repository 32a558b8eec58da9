#!/usr/bin/env python3
"""readers.py COMMITS [SEED]: one writer that adds, replaces, deletes and compacts, beside four
readers, a slow batch and a server. Counts answers that are torn between commits, reads that waited
or failed, and commits after which the directory had grown; at the end the server has nothing open
but the last commit, and serves that.

Articles come and go in pairs, and are replaced in pairs: in one commit both have the same
version, or neither is there. From the environment: INDEXER, SEARCHER, SERVER (the
programs). The exit status is 1 if a promise was broken."""
import http.client
import json
import os
import random
import re
import signal
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
SERVED = 'a server answers from one commit, whole, at once:'
HELD = 'a server keeps no old commit open, and serves the last:'
GROWN = 'the directory does not grow:'
PROMISES = Promises(COMMIT, TORN, WAIT, FAIL, BATCH, SERVED, HELD, GROWN)
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
    """The same for lines of id and title."""
    return paired(dict(line.split('\t') for line in out.splitlines()[1:]))


def paired(titles):
    """Whether each pair of TITLES, by id, is complete and of one version."""
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


class Server:
    """dateline-serve, and a client that keeps its connection."""

    def __init__(self):
        with open('served', 'w') as log:
            self.process = subprocess.Popen([os.environ['SERVER'], '--listen=127.0.0.1:0', 'i'],
                                            stderr=log)
        site = None
        while not site and self.process.poll() is None:
            time.sleep(0.1)
            with open('served') as log:
                site = re.search(r'listening at http://(.*)/$', log.read(), re.M)
        self.client = http.client.HTTPConnection(site.group(1), timeout=60)

    def titles(self):
        """By id, of all articles; None after a failure."""
        self.client.request('GET', '/api/search?q=all&limit=1000&fields=id,title')
        reply = self.client.getresponse()
        answer = json.loads(reply.read())
        if reply.status != 200 or len(answer['hits']) != answer['summary']['matches']:
            return None
        return {hit['id']: hit['title'] for hit in answer['hits']}

    def ask_on(self):
        while not over.is_set():
            start = time.time()
            titles = self.titles()
            count(SERVED, titles is not None and paired(titles) and time.time() - start < LONG,
                  f'{time.time() - start:.1f} s {titles}')

    def end(self):
        time.sleep(1)  # it looks for a commit ten times a second
        lines = program('SEARCHER', '-n0', '--format=tsv', '--fields=id,title', 'i', 'all').stdout
        last = dict(line.split('\t') for line in lines.decode().splitlines()[1:])
        with open(f'/proc/{self.process.pid}/maps', encoding='ascii') as maps:
            old = [line for line in maps if '/i/seg-' in line and line.endswith(' (deleted)\n')]
        count(HELD, not old and self.titles() == last, f'{len(old)} files, {len(last)} articles')
        self.process.send_signal(signal.SIGTERM)
        count(HELD, self.process.wait() == 0, f'status {self.process.returncode}')


def main():
    commits, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    write_pairs('first.jsonl', range(PAIRS), 0)
    program('INDEXER', 'add', 'i', 'first.jsonl', check=True)
    server = Server()
    readers = [threading.Thread(target=f)
               for f in [read_on] * READERS + [batch_on, server.ask_on]]
    for r in readers:
        r.start()
    try:
        write_on(commits, random.Random(seed))
    finally:
        over.set()
        for r in readers:
            r.join()
        server.end()
    count(COMMIT, program('INDEXER', 'check', 'i').returncode == 0, 'check')
    return PROMISES.report()


if __name__ == '__main__':
    run_in_directory(main)
