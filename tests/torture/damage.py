#!/usr/bin/env python3
"""damage.py CASES [SEED]: damages a file of an index, CASES for each kind of index, and counts
what the programs make of it: check must find the damage, and a search must give the answer
it gave before or end with status 3. Nothing may crash, hang, or answer otherwise. Of every
REPAIR-th case check --repair must make a sound index, which has every article but those that
it says are lost.

Prints a line for each broken promise, and for each promise how many cases were tried and
failed. From the environment: INDEXER, SEARCHER (the programs), FIXTURES. The exit
status is 1 if a promise was broken."""
import os
import random
import re
import shutil
import subprocess
import sys

from promises import Promises, run_in_directory

HANGS = 300  # seconds
QUERIES = ['harbour', '"port ellery"', 'storm OR ship', 'the', 'har*', 'title:harbour',
           'harbour NOT storm', 'date:2025 council', 'zzebra', 'storm NEAR harbour']
SEARCHES = [(['--batch=-', '--format=tsv'], []), (['--batch=-', '--format=trec', '--any', '-n50'], []),
            (['--format=json', '-n9'], ['harbour OR council']), (['--count'], ['date:2025']),
            (['--timeline=month'], ['the']), (['--show=nmp-2'], []),
            (['--like=nmp-2', '--format=ids'], [])]
SECONDS = re.compile(rb'"seconds":[0-9.e-]+|[0-9.]+ (ms|s|us)\b')
SANITIZER = 99
REPAIR = 5
MISSED = 'damage is found by check:'
CRASH = 'damage crashes no program:'
HANG = 'damage hangs no program:'
OTHER = 'damage changes no answer in silence:'
REPAIRED = 'what --repair leaves is sound, what is lost is listed:'
PROMISES = Promises(MISSED, CRASH, HANG, OTHER, REPAIRED)


def run(program, arguments, lines=b''):
    """The exit status ('hang' if there is none) and standard output without times."""
    environment = dict(os.environ, ASAN_OPTIONS=f'exitcode={SANITIZER}',
                       UBSAN_OPTIONS=f'exitcode={SANITIZER}')
    try:
        done = subprocess.run([os.environ[program], *arguments], input=lines,
                              capture_output=True, env=environment, timeout=HANGS)
    except subprocess.TimeoutExpired:
        return 'hang', b''
    return done.returncode, SECONDS.sub(b'', done.stdout)


def answers(index):
    lines = ''.join(f'q{i}\t{q}\n' for i, q in enumerate(QUERIES)).encode()
    return [run('SEARCHER', [*options, index, *words], lines) for options, words in SEARCHES]


def check(index):
    return run('INDEXER', ['check', index])[0]


def make_index(kind):
    """An index of two segments, with a deletion; the files that its manifest names."""
    with open('one.txt', 'w') as f:
        f.write('A title\n\nZzebra harbour storm.\n')
    for command in (['add', '--xapian=' + kind, 'whole', os.environ['FIXTURES'] + '/articles'],
                    ['add', 'whole', 'one.txt'], ['delete', 'whole', 'nmp-1']):
        subprocess.run([os.environ['INDEXER'], *command], check=True,
                       stderr=subprocess.DEVNULL)
    manifest = open('whole/XAPIANDB').read()
    paths = [os.path.join(d, name) for d, _, names in os.walk('whole') for name in names]
    return sorted(p for p in paths if os.path.getsize(p) and
                  (p.endswith('XAPIANDB') or p.split('/')[1] in manifest))


def damaged(content, chance):
    """CONTENT with one damage, or None for a file that is gone."""
    b = bytearray(content)
    at = chance.randrange(len(b))
    kind = chance.choice(['flip'] * 4 + ['cut', 'zero', 'swap', 'gone'])
    if kind == 'flip':
        b[at] ^= 1 << chance.randrange(8)
    elif kind == 'cut':
        del b[at:]
    elif kind == 'zero':
        n = min(4096, len(b) - at)
        b[at:at + n] = bytes(n)
    elif kind == 'swap':
        n = min(512, len(b) // 2)
        one, other = (chance.randrange(len(b) - n + 1) for _ in range(2))
        b[one:one + n], b[other:other + n] = b[other:other + n], b[one:one + n]
    return kind, None if kind == 'gone' else bytes(b)


def ids(index):
    return run('SEARCHER', ['--format=ids', '-n0', index])[1].split()


def repaired(path, before):
    """What is wrong with the repair of the damage at PATH; BEFORE are the ids there were."""
    done = subprocess.run([os.environ['INDEXER'], 'check', '--repair', 'spoilt'],
                          capture_output=True, timeout=HANGS)
    if path.endswith('XAPIANDB'):
        return '' if done.returncode == 3 else f'status {done.returncode}'
    if done.returncode not in (0, 1):
        return f'status {done.returncode}'
    if check('spoilt') != 0:
        return 'check finds damage afterwards'
    left, lost = set(ids('spoilt')), set(done.stdout.split())
    if left & lost or (done.returncode == 0 and left != set(before)):
        return 'other articles'
    unnamed = b'its id with it' in done.stderr
    if not unnamed and not set(before) <= left | lost:
        return 'articles are gone without a word'
    return '' if done.returncode else ('' if not lost else 'lost, with status 0')


def broken_promises(before, path):
    found = check('spoilt')
    after = answers('spoilt')
    statuses = [found] + [status for status, _ in after]
    return statuses, [name for name, broken in (
        (MISSED, found not in (1, 3)),
        (HANG, 'hang' in statuses),
        (CRASH, any(s != 'hang' and (s < 0 or s > 5) for s in statuses)),
        (OTHER, any(now[0] not in (3, 'hang') and now != then
                    for now, then in zip(after, before)))) if broken]


def spoil(path, now):
    """Puts a copy of the index at spoilt, in which PATH holds NOW; returns PATH there."""
    shutil.rmtree('spoilt', ignore_errors=True)
    shutil.copytree('whole', 'spoilt')
    path = path.replace('whole', 'spoilt', 1)
    os.unlink(path)
    if now is not None:
        with open(path, 'wb') as f:
            f.write(now)
    return path


def main():
    cases, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)
    for kind in ('lean', 'none', 'full'):
        shutil.rmtree('whole', ignore_errors=True)
        files = make_index(kind)
        before, articles = answers('whole'), ids('whole')
        if check('whole') != 0 or any(status != 0 for status, _ in before):
            sys.exit(f'the whole index is not sound: {[status for status, _ in before]}')
        for i in range(cases):
            path = files[i % len(files)]
            content = open(path, 'rb').read()
            how, now = damaged(content, chance)
            if now == content:
                continue
            path = spoil(path, now)
            statuses, broken = broken_promises(before, path)
            for name in (MISSED, HANG, CRASH, OTHER):
                PROMISES.count(name, name not in broken)
            for name in broken:
                print(f'{name} {kind} {how} {path} {statuses}', flush=True)
            if i % REPAIR:
                continue
            why = repaired(path, articles)
            PROMISES.count(REPAIRED, not why)
            if why:
                print(f'{REPAIRED} {kind} {how} {path} {why}', flush=True)
    return PROMISES.report()


if __name__ == '__main__':
    run_in_directory(main)
