#!/usr/bin/env python3
"""Users clicking through a workbench: how long each page takes. Writes one JSON object.

    load.py http://127.0.0.1:8080 --user NAME --password WORDS [--users 50] [--seconds 60] [--take-in FILE] [--out FILE]

Each user signs in as NAME and then opens a page every one to three seconds: today, a death, a series, two deaths side by side,
a search, what is to be done; one time in ten the user adds a lead. Times are those of the whole answer. With --take-in a register is taken
in by the page meanwhile, a third of the time in. NAME's password is asked for once.
"""

import argparse
import http.client
import json
from pathlib import Path
import random
import re
import sys
import threading
import time
from urllib.parse import quote, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from meter import machine


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("address")
    options.add_argument("--user", required=True)
    options.add_argument("--password", required=True)
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--take-in", type=Path)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    host = urlsplit(given.address).netloc
    cookie = sign_in(host, given.user, given.password)
    ids = [row.split(",")[0] for row in get(host, "/export/deaths.csv", cookie)[1].decode().splitlines()[1:] if row]
    series = json.loads(get(host, "/api/series", cookie)[1])["series"]
    csrf = re.search(r'name="csrf" value="([^"]*)"', get(host, "/", cookie)[1].decode()).group(1)
    took, errors, taken = {}, [], {}
    lock = threading.Lock()
    end = time.monotonic() + given.seconds

    def user(number):
        choose = random.Random(number)
        time.sleep(choose.uniform(0, 2))
        while time.monotonic() < end:
            kind, path = page(choose, ids, series)
            begin = time.perf_counter()
            if kind == "add a lead":
                status, expected = post(host, path, cookie, lead(csrf, choose.choice(ids), number)), 303
            else:
                status, expected = get(host, path, cookie)[0], 200
            spent = 1000 * (time.perf_counter() - begin)
            with lock:
                took.setdefault(kind, []).append(spent)
                if status != expected:
                    errors.append(f"{status} {path}")
            time.sleep(choose.uniform(1, 3))

    threads = [threading.Thread(target=user, args=(number,)) for number in range(given.users)]
    if given.take_in:
        def take_in():
            time.sleep(given.seconds / 3)
            begin = time.perf_counter()
            taken["status"] = upload(host, "/import", cookie, csrf, given.take_in)
            taken["seconds"] = round(time.perf_counter() - begin, 1)
            taken["file"] = given.take_in.name

        threads.append(threading.Thread(target=take_in))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(spent for some in took.values() for spent in some)
    result = {
        "machine": machine(),
        "deaths": len(ids),
        "users": given.users,
        "pages": len(every),
        "errors": errors,
        "taken_in_meanwhile": taken,
        "all": percentiles(every),
        "by_page": {kind: percentiles(sorted(some)) for kind, some in sorted(took.items())},
    }
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    print(text, end="")


def page(choose, ids, series):
    death, other = quote(choose.choice(ids), safe=""), quote(choose.choice(ids), safe="")
    one = quote(choose.choice(series)["id"], safe="") if series else None
    if choose.random() < 0.1:
        return "add a lead", "/matters"
    kinds = ["today", "death", "death", "compare", "search", "queue"] + (["series", "all series"] if one else [])
    kind = choose.choice(kinds)
    paths = {
        "today": "/",
        "death": f"/deaths/{death}",
        "compare": f"/compare?a={death}&b={other}",
        "search": "/search?q=" + choose.choice(["churchyard", "hospital", "heroin", "fall"]),
        "queue": "/queue",
        "series": f"/series/{one}",
        "all series": "/series",
    }
    return kind, paths[kind]


def percentiles(spent):
    at = lambda share: round(spent[min(len(spent) - 1, int(share * len(spent)))], 1)
    return {"count": len(spent), "median_ms": at(0.5), "p95_ms": at(0.95), "longest_ms": round(spent[-1], 1)} if spent else {}


def get(host, path, cookie):
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def post(host, path, cookie, body, kind="application/x-www-form-urlencoded"):
    connection = http.client.HTTPConnection(host, timeout=600)
    connection.request("POST", path, body, {"Cookie": cookie, "Content-Type": kind})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def lead(csrf, death, number):
    question = f"What did user {number} see?"
    return urlencode({"csrf": csrf, "subject": f"death {death}", "kind": "lead", "question": question})


def upload(host, path, cookie, csrf, file):
    head = "--part\r\nContent-Disposition: form-data; name="
    parts = f'{head}"csrf"\r\n\r\n{csrf}\r\n{head}"file"; filename="{file.name}"\r\n\r\n'.encode()
    body = parts + file.read_bytes() + b"\r\n--part--\r\n"
    return post(host, path, cookie, body, "multipart/form-data; boundary=part")


def sign_in(host, name, password):
    connection = http.client.HTTPConnection(host, timeout=60)
    form = urlencode({"name": name, "password": password})
    connection.request("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    found = re.match(r"[^;]+", answer.getheader("Set-Cookie") or "")
    if not found:
        sys.exit(f"{name} could not sign in: {answer.status}")
    return found.group()


if __name__ == "__main__":
    main()
