#!/usr/bin/env python3
"""damage.py CASES [SEED]: damages a file of an index, one case after the other, and counts
what the programs make of it: check must find the damage, and a search must give the answer
it gave before or end with status 3. Nothing may crash, hang, or answer otherwise.

From the environment: DATELINE_INDEX, DATELINE_SEARCH (the programs), FIXTURES. The exit
status is 1 if a promise was broken."""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

HANGS = 300  # seconds
QUERIES = ['harbour', '"port ellery"', 'storm OR ship', 'the', 'har*', 'title:harbour',
           'harbour NOT storm', 'date:2025 council', 'zzebra', 'storm NEAR harbour']
SEARCHES = [['--batch=-', '--format=tsv'], ['--batch=-', '--format=trec', '--any', '-n50'],
            ['--format=json', '-n9', 'harbour OR council'], ['--count', 'date:2025'],
            ['--timeline=month', 'the'], ['--show=nmp-2'], ['--like=nmp-2', '--format=ids']]
SECONDS = re.compile(rb'"seconds":[0-9.e-]+|[0-9.]+ (ms|s|us)\b')
SANITIZER = 99


def run(program, arguments, index, lines=b''):
    """The exit status ('hang' if there is none) and standard output without times."""
    options = [a for a in arguments if a.startswith('-')]
    rest = [a for a in arguments if not a.startswith('-')]
    environment = dict(os.environ, ASAN_OPTIONS=f'exitcode={SANITIZER}',
                       UBSAN_OPTIONS=f'exitcode={SANITIZER}')
    try:
        done = subprocess.run([os.environ[program], *options, index, *rest], input=lines,
                              capture_output=True, env=environment, timeout=HANGS)
    except subprocess.TimeoutExpired:
        return 'hang', b''
    return done.returncode, SECONDS.sub(b'', done.stdout)


def answers(index):
    lines = ''.join(f'q{i}\t{q}\n' for i, q in enumerate(QUERIES)).encode()
    return [run('DATELINE_SEARCH', s, index, lines) for s in SEARCHES]


def make_index(kind):
    """An index of two segments, with a deletion; the files that its manifest names."""
    with open('one.txt', 'w') as f:
        f.write('A title\n\nZzebra harbour storm.\n')
    for command in (['add', '--xapian=' + kind, 'whole', os.environ['FIXTURES'] + '/articles'],
                    ['add', 'whole', 'one.txt'], ['delete', 'whole', 'nmp-1']):
        subprocess.run([os.environ['DATELINE_INDEX'], *command], check=True,
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


def broken_promises(before, path):
    found = []
    check = run('DATELINE_INDEX', ['check'], 'spoilt')[0]
    after = answers('spoilt')
    statuses = [check] + [status for status, _ in after]
    if check == 0:
        found.append('missed by check')
    if 'hang' in statuses:
        found.append('hang')
    if any(s != 'hang' and (s < 0 or s > 5) for s in statuses):
        found.append('crash')
    if any(now[0] not in (3, 'hang') and now != then for now, then in zip(after, before)):
        found.append('another answer')
    return [f'{f}: {path} {statuses}' for f in found]


def main():
    cases, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)
    broken = tried = 0
    for kind in ('lean', 'none', 'full'):
        shutil.rmtree('whole', ignore_errors=True)
        files = make_index(kind)
        before = answers('whole')
        if any(status != 0 for status, _ in before):
            sys.exit(f'the whole index is not searched: {[status for status, _ in before]}')
        for i in range(cases):
            path = files[i % len(files)]
            content = open(path, 'rb').read()
            how, now = damaged(content, chance)
            if now == content:
                continue
            shutil.rmtree('spoilt', ignore_errors=True)
            shutil.copytree('whole', 'spoilt')
            path = path.replace('whole', 'spoilt', 1)
            os.unlink(path)
            if now is not None:
                with open(path, 'wb') as f:
                    f.write(now)
            tried += 1
            for line in broken_promises(before, f'{kind} {how} {path}'):
                broken += 1
                print(line, flush=True)
    print(f'{tried} cases, {broken} broken promises')
    return broken > 0


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        status = main()
        os.chdir('/')
    sys.exit(status)
