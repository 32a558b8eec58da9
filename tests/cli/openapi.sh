#!/bin/sh
# The API's description is served, and the server does what it says: each parameter is taken
# where it is named and nowhere else, needed ones are needed, replies have their types.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have python3 || skip_all "no python3 here"
archive news.idx
serve news.idx

get 200 /api/openapi.json
head_has "Content-Type: application/json"
out_has '"openapi":"3.1.0"'
cp "$out" openapi.json
cat >asks.py <<'END'
import json, sys, urllib.error, urllib.parse, urllib.request

site = sys.argv[1]
api = json.load(open("openapi.json"))
every = api["components"]["parameters"]
texts = {"q": "harbour", "id": "nmp-2", "prefix": "harb", "since": "2025", "until": "2025-04", "min-match": "1",
         "q2": "flood", "q3": "mine", "q4": "comet",
         "recent": "1y", "tag": "run"}
wrong = []

def ask(method, path, values):
    address = site + path.replace("{id}", "nmp-2") + "?" + urllib.parse.urlencode(values)
    body = b"harbour\n" if method == "post" else None
    try:
        reply = urllib.request.urlopen(urllib.request.Request(address, body, method=method.upper()))
    except urllib.error.HTTPError as error:
        reply = error
    return reply.status, reply.headers["Content-Type"], reply.read().decode()

def sample(p):
    schema = p["schema"]
    return schema["enum"][-1 if p["name"] in ("period", "timeline") else 0] if "enum" in schema else schema["items"]["enum"][0] if "items" in schema \
        else 2 if schema["type"] in ("integer", "number") else texts[p["name"]]

def resolve(thing):
    if isinstance(thing, dict):
        if "$ref" in thing:
            at = api
            for name in thing["$ref"].split("/")[1:]:
                at = at[name]
        for value in thing.values():
            resolve(value)
    elif isinstance(thing, list):
        for value in thing:
            resolve(value)

resolve(api)
asked = 0
for path, operations in api["paths"].items():
    for method, operation in operations.items():
        names = [p["$ref"].split("/")[-1] for p in operation["parameters"] if "$ref" in p]
        needed = {n: sample(every[n]) for n in names if every[n].get("required")}
        for component in names:
            name = every[component]["name"]
            also = {"safe-csv": {"format": "csv"}, "tag": {"format": "trec"}}.get(name, {})
            status, kind, body = ask(method, path, needed | also | {name: sample(every[component])})
            replies = operation["responses"]
            if str(status) not in replies or status >= 400:
                wrong.append((method, path, name, status, body[:200]))
            elif method != "head" and kind not in replies[str(status)]["content"]:
                wrong.append((method, path, name, kind))
            asked += 1
        for name in set(p["name"] for p in every.values()) - set(every[n]["name"] for n in names):
            if ask(method, path, needed | {name: sample(every[name])})[0] != 400 and path not in (
                    "/page.css", "/page.js", "/api/openapi.json", "/healthz", "/readyz", "/metrics"):
                wrong.append((method, path, name, "is taken"))
        for name in needed:
            if ask(method, path, {})[0] != 400:
                wrong.append((method, path, name, "is not needed"))
print(asked, wrong)
sys.exit(bool(wrong) or asked < 200)
END
status 0 python3 asks.py "http://$site"

# After a reply to HEAD that would be a stream, its end is not taken for the next reply.
get 200 '/api/export?q=' -I
head_has "Connection: close"

# An article's page says what is wrong with its address.
get 400 '/article/nmp-2?any=perhaps'
out_has "any is 1 or 0, not"
get 400 '/api/explain?q=harbour&limit=5000'
out_has "limit is from 1 to 1000"
stop
