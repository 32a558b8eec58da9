"""The page in a headless Chromium: browser.py PROGRAM HOST:PORT SCREENSHOTS [AXE | folded].

Speaks the browser's debugging protocol over two pipes. Prints a line for each expectation that
fails; the exit status is 1 then. SCREENSHOTS is a folder for pictures; AXE is axe-core's script;
"folded" tests hits under others alone, in an archive of copies.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM, SITE, PICTURES = sys.argv[1], "http://" + sys.argv[2], sys.argv[3]
AXE = sys.argv[4] if len(sys.argv) > 4 else None
PATIENCE = 60.0
failures = 0


def expect(what, holds):
    global failures
    if not holds:
        failures += 1
        print("FAILED:", what)


class Browser:
    def __init__(self):
        self.profile = tempfile.mkdtemp()
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()

        def arrange():
            os.dup2(to_read, 103)
            os.dup2(to_write, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        self.process = subprocess.Popen(
            [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--disable-dev-shm-usage", "--user-data-dir=" + self.profile, "about:blank"],
            close_fds=False, preexec_fn=arrange, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.pending, self.events, self.session = 0, b"", [], None
        page = [t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page"][0]
        self.session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def message(self):
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.pending:
            if not select.select([self.back], [], [], max(0, until - time.monotonic()))[0]:
                raise TimeoutError("the browser says nothing")
            piece = os.read(self.back, 1 << 20)
            if not piece:
                raise EOFError("the browser has ended")
            self.pending += piece
        one, self.pending = self.pending.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]))
                return answer["result"]
            self.events.append(answer)

    def js(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(expression + ": " + str(result["exceptionDetails"])[:300])
        return result["result"].get("value")

    def await_js(self, expression):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.js(expression):
                    return True
            except RuntimeError:
                pass  # between two pages
            time.sleep(0.05)
        return False

    def open(self, target):
        self.js("window.before = true")
        self.call("Page.navigate", url=SITE + target)
        self.await_js("!window.before && performance.timing.loadEventEnd && document.styleSheets.length")

    def key(self, key, text=None):
        code = {"Enter": 13}.get(key, 0)
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code,
                      **({"text": text or key} if kind == "keyDown" else {}))

    def mouse(self, kind, x, y):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def picture(self, name):
        data = self.call("Page.captureScreenshot")["data"]
        with open(os.path.join(PICTURES, name + ".png"), "wb") as f:
            f.write(base64.b64decode(data))

    def complaints(self):
        """What the browser's console has said: errors, and what the policy has refused."""
        said = [e for e in self.events if e.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]
        self.events = []
        return [e["params"].get("entry", e["params"]) for e in said
                if e["params"].get("entry", {}).get("level", "error") == "error"]

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def searching(b):
    b.open("/")
    b.key("/")
    expect("/ goes to the query", b.js("document.activeElement.id") == "q")
    b.call("Input.insertText", text="harb")
    expect("hints come while one types", b.await_js("[...document.querySelectorAll('#hints option')].some(o => o.value === 'harbour')"))
    b.call("Input.insertText", text="our strike")
    b.key("Enter", "\r")
    expect("Enter searches", b.await_js("location.search && performance.timing.loadEventEnd && document.querySelectorAll('a.hit').length === 10"))
    expect("the address is the search's", b.js("location.search") == "?q=harbour+strike&sort=relevance")
    b.picture("search")


def keys(b):
    b.open("/?q=harbour+strike")
    b.key("j")
    b.key("j")
    b.key("k")
    b.key("j")
    second = b.js("document.querySelectorAll('a.hit')[1].href")
    expect("j and k move among the results", b.js("document.activeElement.href") == second)
    b.key("Enter", "\r")
    expect("Enter opens the article", b.await_js("location.href === %s" % json.dumps(second)))
    expect("the article is there", b.await_js("performance.timing.loadEventEnd && document.querySelectorAll('.text mark').length > 0"))
    b.key("j")
    expect("j steps between matches", b.js("document.querySelectorAll('.text mark')[0].classList.contains('here')"))
    b.picture("article")
    b.js("history.back()")
    expect("back leads to the search", b.await_js("performance.timing.loadEventEnd && document.querySelectorAll('a.hit').length === 10"))
    b.key("?")
    expect("? shows the help", b.js("document.querySelector('.help').open"))


def dragging(b):
    b.open("/?q=strike&since=2025-03-01&until=2025-03-31")
    box = b.js("(() => { const r = chart.getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; })()")
    left, top, width, height = box
    middle = top + height / 2
    b.mouse("mousePressed", left + width * 2.5 / 31, middle)
    for day in (3.5, 4.5, 6.5):
        b.mouse("mouseMoved", left + width * day / 31, middle)
    b.mouse("mouseReleased", left + width * 6.5 / 31, middle)
    expect("a drag over the timeline sets the range",
           b.await_js("location.search === '?q=strike&since=2025-03-03&until=2025-03-07'"))
    expect("the answer is of that range", b.await_js("document.querySelector('.summary')?.textContent.includes('since 2025-03-03, until 2025-03-07')"))
    b.picture("dragged")


def comparing(b):
    b.open("/?q=harbour&q2=flood&q3=mine&q4=strike&since=2024-11&until=2025-03")
    expect("there is a line for each query", b.js("chart.querySelectorAll('polyline').length") == 4)
    expect("no line looks like another", b.js("new Set([...chart.querySelectorAll('polyline')].map(l => getComputedStyle(l).stroke + getComputedStyle(l).strokeDasharray)).size") == 4)
    expect("a saved chart keeps its lines", b.js("new Set(chartText().match(/<polyline[^>]*/g).map(l => l.match(/ stroke=\"[^\"]*/)[0])).size") == 4)
    b.js("URL.createObjectURL = (blob) => { window.saved = blob.text(); return 'data:,'; }; [...document.querySelectorAll('.save button')].find(b => b.textContent === 'Save as CSV').click()")
    expect("the table is saved as CSV", b.js("saved.then(t => t.startsWith('Period,harbour,flood,mine,strike,Articles\\n'))"))
    b.picture("compared")
    b.js("document.querySelector('[name=q4]').value = ''; form.requestSubmit(document.querySelector('form button'))")
    expect("a query is left out of the comparison", b.await_js("performance.timing.loadEventEnd && !location.search.includes('q4') && document.querySelectorAll('#chart polyline').length === 3"))


def without_script(b):
    b.call("Emulation.setScriptExecutionDisabled", value=True)
    b.open("/?q=harbour+strike")
    b.picture("without-script")
    b.call("Emulation.setScriptExecutionDisabled", value=False)


def narrow_and_wide(b):
    targets = ("/?q=harbour+strike", "/?q=harbour&q2=flood&q3=mine", "/article/nmp-1?q=harbour", "/article/h/rtl", "/?q=qwertz", "/?q=date:xx")
    for width in (360, 800, 2560):
        b.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        for target in targets:
            b.open(target)
            expect("%s at %d pixels does not scroll sideways" % (target, width),
                   b.js("document.documentElement.scrollWidth <= innerWidth"))
        b.open(targets[0])
        b.picture("%d" % width)
    b.call("Emulation.clearDeviceMetricsOverride")


def folded(b):
    b.open("/?q=qwertz&sort=newest")
    b.picture("folded")
    at = "[...document.querySelectorAll('a.hit')].indexOf(document.activeElement)"
    b.key("j")
    b.key("j")
    expect("j passes over folded results", b.js(at) == 3)
    b.js("document.querySelector('.alike').open = true")
    b.key("k")
    expect("k goes to results that are shown", b.js(at) == 2)


def hostile(b):
    b.complaints()
    for target in ("/?q=qwertz", "/article/h%2F%3Cb%3E%26%22%27.txt?q=qwertz", "/article/h/rtl?q=qwertz"):
        b.open(target)
        expect("%s runs nothing" % target, b.js("document.scripts.length") == 1)
        expect("%s has no picture" % target, b.js("document.images.length") == 0)
    expect("the console is silent: %s" % b.complaints(), not b.complaints())
    b.open("/article/h/rtl?q=qwertz")
    expect("a title has its own direction", b.js("getComputedStyle(document.querySelector('h1')).unicodeBidi") in ("isolate", "plaintext"))
    b.picture("right-to-left")


def accessible(b):
    with open(AXE, encoding="utf-8") as f:
        script = f.read()
    for scheme in ("light", "dark"):
        b.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for target in ("/", "/?q=harbour+strike", "/?q=harbour&q2=flood&q3=mine&q4=strike", "/?q=harbour+comet", "/article/nmp-1?q=harbour", "/?q=nosuch", "/?q=date:xx"):
            b.open(target)
            b.js("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            b.js(script + "; 0")
            found = b.js("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).slice(0, 2)))")
            expect("axe finds in %s, %s: %s" % (target, scheme, found), not found)
        b.picture(scheme)


browser = Browser()
try:
    tests = [searching, keys, dragging, comparing, without_script, narrow_and_wide, hostile]
    for test in [folded] if AXE == "folded" else tests + [accessible] if AXE else tests:
        test(browser)
finally:
    browser.close()
sys.exit(1 if failures else 0)
