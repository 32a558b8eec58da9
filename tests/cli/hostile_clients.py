"""Clients that mean harm, or are broken: hostile_clients.py HOST:PORT TIMEOUT PID.

Each ends with a status or a closed connection within TIMEOUT and a few seconds, and meanwhile an
honest client is served. Prints a line for each that does not; the exit status is 1 then.
"""
import resource
import socket
import struct
import sys
import time

HOST, PORT = sys.argv[1].split(":")[0], int(sys.argv[1].split(":")[1])
TIMEOUT = float(sys.argv[2])
PID = int(sys.argv[3])
LATE = 20.0  # seconds more than TIMEOUT that a busy machine may take
failures = 0


def failed(name, why):
    global failures
    failures += 1
    print("FAILED: %s: %s" % (name, why))


def connect():
    s = socket.create_connection((HOST, PORT), timeout=TIMEOUT + LATE)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return s


def rest(s):
    """All bytes up to the end of the connection; None if it does not end in time."""
    got = b""
    s.settimeout(TIMEOUT + LATE)
    try:
        while True:
            piece = s.recv(1 << 16)
            if not piece:
                return got
            got += piece
    except socket.timeout:
        return None
    except OSError:
        return got


def ends(name, s):
    got = rest(s)
    s.close()
    if got is None:
        failed(name, "neither a status nor a closed connection")
    elif got and not got.startswith(b"HTTP/1."):
        failed(name, "an answer that is none: %r" % got[:60])
    return got or b""


def send(s, data):
    try:
        s.sendall(data)
    except OSError:
        pass  # closed already


def honest(name):
    started = time.monotonic()
    try:
        s = connect()
        s.sendall(b"GET /api/search?q=harbour&limit=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        got = rest(s)
        s.close()
    except OSError as e:
        got = repr(e).encode()
    if not got or not got.startswith(b"HTTP/1.1 200"):
        failed(name, "an honest client got %r" % (got or b"")[:60])
    if time.monotonic() - started > LATE:
        failed(name, "an honest client waited %.1f s" % (time.monotonic() - started))


def whole(name, data, wanted=None):
    """DATA is sent at once."""
    s = connect()
    send(s, data)
    got = ends(name, s)
    if wanted and not got.startswith(b"HTTP/1.1 " + wanted):
        failed(name, "expected %s, got %r" % (wanted.decode(), got[:40]))
    honest(name)
    return got


def get(target, *heads):
    lines = [b"GET " + target + b" HTTP/1.1", b"Host: localhost", *heads, b"Connection: close", b"", b""]
    return b"\r\n".join(lines)


def nonsense():
    whole("an empty request", b"\r\n\r\n\r\n")
    whole("not HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) + b"\r\n\r\n")
    whole("zero bytes", b"\0" * 5000 + b"\r\n\r\n")
    whole("a zero byte in the target", get(b"/api/search?q=a\0b"))
    whole("no version", b"GET /healthz\r\n\r\n")
    whole("another version", b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n")
    whole("no host", b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
    whole("a head without colons", get(b"/healthz", b"nonsense", b"more nonsense"))
    whole("a folded head", get(b"/healthz", b"A: b", b" c", b"\td"))
    whole("bare line feeds", b"GET /healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n")
    whole("a long method", b"A" * 100000 + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    whole("a long target", get(b"/api/search?q=" + b"a" * (1 << 20)))
    whole("many parameters", get(b"/api/search?" + b"&".join(b"a%d=1" % i for i in range(40))), b"400")
    whole("more parameters", get(b"/api/search?" + b"&".join(b"a%d=1" % i for i in range(2000))))
    whole("a target in absolute form", get(b"http://elsewhere.example/api/search?q=x"), b"400")
    whole("an asterisk", get(b"*"), b"400")
    whole("two hosts", get(b"/healthz", b"host: elsewhere.example"), b"400")
    whole("a bad escape", get(b"/api/search?q=%c"), b"400")
    for target in (b"..%2f..%2f..%2fetc%2fpasswd", b"../../../etc/passwd", b"%2e%2e/%2e%2e/x", b"%00", b"%ff"):
        got = whole("traversal", get(b"/api/articles/" + target))
        if not got.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")):
            failed("traversal", "%r gives %r" % (target, got[:40]))


def long_heads():
    whole("a head of 10 MB", get(b"/healthz", b"X: " + b"y" * (10 << 20)))
    whole("a million heads", get(b"/healthz", *[b"X: y"] * 1000000))


def bodies():
    post = b"POST /api/batch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    whole("a body too long", post + b"Content-Length: 1000000000\r\n\r\n" + b"x" * 100000, b"413")
    whole("a length that is none", post + b"Content-Length: -1\r\n\r\nx")
    whole("a length beyond all", post + b"Content-Length: 99999999999999999999999\r\n\r\nx")
    whole("both lengths", post + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n", b"400")
    whole("two lengths", post + b"Content-Length: 7\r\ncontent-length: 3\r\n\r\nharbour", b"400")
    whole("two lengths with GET", get(b"/healthz", b"Content-Length: 0", b"Content-Length: 4") + b"GET ", b"400")
    whole("a chunk that is none", post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n")
    whole("chunks without end", post + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 100)
    whole("a body with GET", get(b"/healthz", b"Content-Length: 40") + b"GET /api/search HTTP/1.1\r\nHost: localhost\r\n\r\n", b"413")
    whole("a long line", post + b"Content-Length: 500000\r\n\r\n" + b"(" * 500000, b"200")
    whole("queries that are none", post + b"Content-Length: 60000\r\n\r\n" + b"{}\n\n[\x00" * 10000, b"200")
    s = connect()
    send(s, post + b"Content-Length: 1000\r\n\r\nharbour")
    s.shutdown(socket.SHUT_WR)
    ends("a body that ends early", s)
    s = connect()
    send(s, post + b"Content-Length: 1000\r\n\r\nharbour")
    honest("a body that does not come")
    ends("a body that does not come", s)


def pipelines():
    s = connect()
    n = 200
    send(s, b"GET /api/search?q=harbour&limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n" * n + get(b"/healthz"))
    got = ends("many requests at once", s)
    if got.count(b"HTTP/1.1 200") != n + 1:
        failed("many requests at once", "%d answers" % got.count(b"HTTP/1.1 200"))
    whole("requests and nonsense", get(b"/healthz").replace(b"Connection: close\r\n", b"") * 3 + b"\0\xff nonsense\r\n\r\n" * 50)


def slow_ones():
    """Bytes one at a time, nothing at all, and a head without its end."""
    slow = [connect() for _ in range(20)]
    silent = [connect() for _ in range(20)]
    half = [connect() for _ in range(20)]
    for s in half:
        send(s, b"GET /api/search?q=harbour HTTP/1.1\r\nHost: ")
    line = b"GET /api/search?q=" + b"a" * 10000
    until = time.monotonic() + TIMEOUT + LATE
    open_ones = set(slow)
    at = 0
    while open_ones and time.monotonic() < until:
        for s in list(open_ones):
            try:
                s.sendall(line[at : at + 1])
            except OSError:
                open_ones.discard(s)
        at += 1
        if at == 4:
            honest("slow clients")
        time.sleep(0.2)
    if open_ones:
        failed("slow clients", "%d are still connected" % len(open_ones))
    for s in slow:
        s.close()
    for s in silent + half:
        ends("silent clients", s)


def many_ones():
    """More connections than there may be: an honest client is served all the same."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    n = 2000 if hard == resource.RLIM_INFINITY or hard > 2500 else hard - 500
    resource.setrlimit(resource.RLIMIT_NOFILE, (n + 400, hard))
    many = []
    for i in range(n):
        try:
            many.append(connect())
        except OSError:
            break
        if i % 400 == 399:
            honest("many connections")
    honest("many connections")
    for s in many:
        s.close()


def takers():
    """Answers that nobody takes, and clients that go in the middle of one."""
    lines = b"*\n" * 3000
    post = b"POST /api/batch?limit=100 HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(lines)
    lazy = []
    for _ in range(3):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect((HOST, PORT))
        send(s, post + lines)
        lazy.append(s)
    honest("answers not taken")
    time.sleep(TIMEOUT + 2)
    until = time.monotonic() + LATE
    while time.monotonic() < until and streams():
        time.sleep(0.2)
    if streams():
        failed("answers not taken", "%d are still being sent" % streams())
    for s in lazy:
        s.close()
    for _ in range(50):
        s = connect()
        send(s, b"GET /api/export HTTP/1.1\r\nHost: localhost\r\n\r\n")
        s.recv(100)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()  # with a reset
    honest("clients that go")


def streams():
    s = connect()
    s.sendall(get(b"/metrics"))
    got = rest(s)
    s.close()
    return int(got.split(b"\ndateline_streams ")[1].split(b"\n")[0])


def resident_megabytes():
    with open("/proc/%d/statm" % PID) as f:
        return int(f.read().split()[1]) * resource.getpagesize() >> 20


nonsense()
long_heads()
bodies()
pipelines()
slow_ones()
many_ones()
takers()
if resident_megabytes() > 600:  # a sanitizer keeps 256 MB of what is freed
    failed("memory", "%d MB" % resident_megabytes())
print("%d MB of memory" % resident_megabytes())
sys.exit(1 if failures else 0)
