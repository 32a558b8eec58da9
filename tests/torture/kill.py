#!/usr/bin/env python3
"""kill.py CASES [SEED]: kills writers with SIGKILL at random moments, and counts the indexes
that are then neither as before nor as after, or damaged.

From the environment: INDEXER, SEARCHER (the programs). Prints a line for each
broken promise and the count; the exit status is 1 if one was broken."""
import json
import os
import random
import shutil
import subprocess
import sys
import time

from promises import run_in_directory

NAME = 'a writer killed (kill -9) leaves the state before or after:'
WHOLE, SPOILT, WORK = 'whole', 'spoilt', 'work'


def index(*arguments):
    return subprocess.run([os.environ['INDEXER'], *arguments], capture_output=True)


def articles(path, word, numbers):
    chance = random.Random(word)
    with open(path, 'w') as f:
        for i in numbers:
            body = ' '.join(f'w{chance.randrange(9000)}' for _ in range(80))
            f.write(json.dumps({'id': f'a{i}', 'date': f'20{10 + i % 15}-03-0{1 + i % 9}',
                                'title': f'{word} {i}', 'body': body}) + '\n')


def state(path):
    done = subprocess.run([os.environ['SEARCHER'], '-n0', '--sort=oldest', '--format=tsv',
                           '--fields=id,date,title', path], capture_output=True)
    return done.stdout if done.returncode == 0 else done.returncode


def make():
    articles('first.jsonl', 'first', range(400))
    articles('second.jsonl', 'second', range(300, 500))
    articles('third.jsonl', 'third', range(250, 350))
    index('add', WHOLE, 'first.jsonl')
    index('add', WHOLE, 'second.jsonl')
    index('delete', WHOLE, 'a7', 'a350')
    shutil.copytree(WHOLE, SPOILT)
    for name in os.listdir(SPOILT):
        path = os.path.join(SPOILT, name, 'lists.postings')
        if os.path.exists(path):
            with open(path, 'r+b') as f:
                byte = f.read(1)
                f.seek(0)
                f.write(bytes([byte[0] ^ 1]))


ACTIONS = [(WHOLE, ['add', WORK, 'third.jsonl']), (WHOLE, ['add', '--threads=2', WORK, 'third.jsonl']),
           (WHOLE, ['delete', WORK, 'a1', 'a2', 'a3']), (WHOLE, ['compact', WORK]),
           (WHOLE, ['compact', '--xapian=full', WORK]), (SPOILT, ['check', '--repair', WORK])]


def fresh(base):
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(base, WORK)


def measure(base, action):
    """The states before and after, and the seconds between."""
    fresh(base)
    before, start = state(WORK), time.time()
    index(*action)
    return before, state(WORK), time.time() - start


def main():
    cases, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)
    make()
    known = [measure(*a) for a in ACTIONS]
    failed = stopped = 0
    for case in range(cases):
        at = case % len(ACTIONS)
        base, action = ACTIONS[at]
        before, after, seconds = known[at]
        fresh(base)
        writer = subprocess.Popen([os.environ['INDEXER'], *action],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * seconds * 1.1)
        writer.kill()
        stopped += writer.wait() < 0
        why = ''
        if state(WORK) not in (before, after):
            why = 'neither state'
        if not why and base == SPOILT and index('check', '--repair', WORK).returncode != 0:
            why = 'cannot be repaired afterwards'
        if not why and index('check', WORK).returncode != 0:
            why = 'damaged'
        if not why and index('add', WORK, 'third.jsonl').returncode != 0:
            why = 'no writer gets on'
        if why:
            failed += 1
            print(f'{NAME} {" ".join(action)}: {why}', flush=True)
    print(f'torture: {NAME} {stopped} tried, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    run_in_directory(main)
