#!/bin/sh
# fresh.sh RELEASE -- README's two commands on a minimal system of their own.
#
#     ./dev fresh bookworm|trixie|noble
#
# Installs Debian 12, Debian 13 or Ubuntu 24.04 into a temporary directory, copies the
# committed tree there and runs `./dev demo` and `./dev test`, both with nothing else
# installed. Then each side reads, changes and checks an index that the other side's
# programs have written, ours in build/ (exchange.sh). Needs root and debootstrap.
# Mounts and processes are in namespaces of their own, so they end with this script;
# then the directory is removed.
#
# Packages come from DATELINE_MIRROR, else from the mirror that apt uses on this machine
# if that has the same distribution. DATELINE_KEYRING names the keys for its signature,
# where debootstrap lacks them; http_proxy, or apt's proxy, is passed on.
set -eu

# apt_mirror ORIGIN: where apt gets that distribution's packages on this machine.
apt_mirror() {
    apt-get indextargets --format '$(SUITE) $(SITE)' "Origin: $1" 2>/dev/null |
        awk '$1 !~ /-/ { print $2; exit }'
}

apt_proxy() {
    eval "$(apt-config shell proxy Acquire::http::Proxy 2>/dev/null)"
    echo "${http_proxy:-${proxy:-}}"
}

# install SYSTEM: the release's minimal system. A debootstrap older than the release
# has no script of its name; that of the distribution serves all.
install() {
    script=/usr/share/debootstrap/scripts/$release
    [ -e "$script" ] || script=/usr/share/debootstrap/scripts/$any_script
    debootstrap --variant=minbase --components="$components" \
        ${DATELINE_KEYRING:+"--keyring=$DATELINE_KEYRING"} \
        "$release" "$1" "$mirror" "$script" >"$1.log" ||
        { tail -n 5 "$1.log" >&2 && return 1; }
}

# enter SYSTEM: both commands inside, as the first process of a namespace.
enter() {
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    mount -t sysfs -o ro sysfs "$1/sys"
    exec chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/dateline \
        ${http_proxy:+"http_proxy=$http_proxy"} \
        sh -ec 'cd /dateline/source && ./dev demo && ./dev test
            sh tests/exchange.sh read /dateline/theirs
            sh tests/exchange.sh make /dateline/ours'
}

if [ "${1:-}" = --enter ]; then enter "$2"; fi

release=${1:-}
case $release in
bookworm | trixie) origin=Debian components=main any_script=sid ;;
noble) origin=Ubuntu components=main,universe any_script=gutsy ;;
*) echo 'usage: ./dev fresh bookworm|trixie|noble' >&2 && exit 2 ;;
esac

mirror=${DATELINE_MIRROR:-$(apt_mirror "$origin")}
[ -n "$mirror" ] || {
    echo "fresh: please set DATELINE_MIRROR to a mirror of $origin: apt has none here" >&2
    exit 2
}

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
http_proxy=$(apt_proxy)
export http_proxy

echo "fresh: installing $release" >&2
install "$home/system"
mkdir -p "$home/system/dateline/source"
git archive HEAD | tar -x -C "$home/system/dateline/source"
sh tests/exchange.sh make "$home/system/dateline/theirs"
unshare --mount --pid --fork --kill-child sh "$0" --enter "$home/system"
sh tests/exchange.sh read "$home/system/dateline/ours"
echo "fresh: README's two commands work on $release, and indexes go there and back" >&2
