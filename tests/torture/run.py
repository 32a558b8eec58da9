#!/usr/bin/env python3
"""run.py SOURCE RELEASE DEV [WORD] [N]: the long form of what the tests try in their short one.
Prints for each promise how many cases were tried and how many failed.

WORD is damage, kill, faults, power, readers, queries or all. N is the number of cases of damage
(10,000), of kills (1,000), of commits beside readers (2,000) or of queries to each archive
(4,000). RELEASE and DEV are build directories: damage, kill and readers run the optimised
programs, the rest those with sanitizers. The exit status is 1 if a promise was broken."""
import os
import re
import subprocess
import sys
import time

KINDS = 3  # of indexes, in damage.py
WORDS = ('damage', 'kill', 'faults', 'power', 'readers', 'queries')


def parts(source, dev, n):
    """Of each word the commands, each with the promise that it counts if it does not say."""
    torture, cli = source + '/tests/torture/', source + '/tests/cli/'
    script = lambda name, cases: ['python3', torture + name, str(cases)]
    shell = lambda name: ['sh', cli + name + '.sh']
    queries = lambda variable, name: ['env', f'DATELINE_{variable}_QUERIES={n or 4000}',
                                      f'{dev}/tests/test_{name}']
    return {
        'damage': [(None, script('damage.py', (n or 10000) // KINDS))],
        'kill': [('a change ended, or failing (ENOSPC, EIO), at each call that changes the disk:',
                  [dev + '/tests/test_commit']),
                 (None, script('kill.py', n or 1000))],
        'faults': [('no room on the disk is told:', shell('disk_full')),
                   ('an allocation that fails ends a program with status 3:', shell('memory')),
                   ('an allocation that fails ends a call with DATELINE_NO_MEMORY:',
                    [dev + '/tests/test_api_memory']),
                   ('descriptors that run out are told:', shell('descriptors')),
                   ('a call that a signal interrupts is made again:', shell('interrupts'))],
        'power': [('power loss loses nothing acknowledged:', [dev + '/tests/test_power_loss'])],
        'readers': [(None, script('readers.py', n or 2000))],
        'queries': [("lists and libxapian give one answer:", queries('LIST', 'match_lists')),
                    ("an answer is that of reading every article:", queries('NAIVE', 'naive'))],
    }


def environment(source, build):
    return dict(os.environ, INDEXER=build + '/dateline-index', DATELINE_LONG='1',
                PYTHONDONTWRITEBYTECODE='1',
                SEARCHER=build + '/dateline-search', SERVER=build + '/dateline-serve', FIXTURES=source + '/fixtures',
                PRELOAD=build + '/tests/cli/libpreload.so')


def tell(promise, tried, failed):
    print(f'{promise:<66}{tried:>8} tried{failed:>6} failed', flush=True)
    return failed > 0


def run_part(promise, command, build, source):
    """Runs COMMAND; whether a promise was broken."""
    env = environment(source, build)
    if 'test_api_memory' in command[0]:
        env['ASAN_OPTIONS'] = 'detect_leaks=0'
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors='replace')
    counts = re.findall(r'^torture: (.*) (\d+) tried, (\d+) failed$', done.stdout, re.M)
    plain = re.findall(r'^(\d+) (?:cases|checks), (\d+) failed$', done.stdout, re.M)
    counts = counts or [(promise, t, f) for t, f in plain]
    broken = [tell(p, int(t), int(f)) for p, t, f in counts]
    if done.returncode == 77:
        print(f'{promise} skipped here')
        return False
    if any(broken) or done.returncode or not broken:
        sys.stdout.write(done.stdout[-4000:])
    return any(broken) or done.returncode != 0 or not broken


def main():
    source, release, dev = (os.path.abspath(a) for a in sys.argv[1:4])
    word = sys.argv[4] if len(sys.argv) > 4 else 'all'
    n = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    if word not in WORDS + ('all',):
        sys.exit(f'run.py: {word} is none of {", ".join(WORDS)} and all')
    start, broken = time.time(), False
    for name, commands in parts(source, dev, n).items():
        if word in (name, 'all'):
            for promise, command in commands:
                build = release if command[0] == 'python3' else dev
                broken |= run_part(promise, command, build, source)
    print(f'{time.time() - start:.0f} seconds')
    return broken


if __name__ == '__main__':
    sys.exit(main())
