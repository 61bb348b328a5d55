#!/usr/bin/env python3
"""A year of daily imports replayed into a case file, and how long each takes from the file to its alerts. Writes one JSON object.

    year.py PROGRAM [--before 10000] [--days 365] [--a-day 30] [--out FILE]

A register is simulated. All but the last year's deaths come in at once; then a server is started and each day's deaths are sent as
someone would send them, by the form of the page, which answers when they are on record, linked and alerts are raised.
"""

import argparse
import csv
import io
import http.client
import json
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from meter import machine

PASSWORD = "three plain words"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--before", type=int, default=10_000, help="deaths on file before the year")
    options.add_argument("--days", type=int, default=365)
    options.add_argument("--a-day", type=int, default=30)
    options.add_argument("--port", type=int, default=18_321)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = replay(given, Path(folder))
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    print(text, end="")


def replay(given, folder):
    deaths = given.before + given.days * given.a_day
    register, database = folder / "all.csv", folder / "office.db"
    simulate = ["simulate", "--like", "county", "--deaths", str(deaths), "--series", "barking", "--out", str(register)]
    run(given.program, *simulate)
    rows = list(csv.DictReader(register.open(encoding="utf-8")))
    rows.sort(key=lambda row: (row["known_from"] or row["died"], row["id"]))
    first = folder / "before.csv"
    first.write_text(as_csv(rows[: given.before]), encoding="utf-8")
    case = ["--database", str(database)]
    begin = time.monotonic()
    run(given.program, "import", str(first), *case)
    took_first = time.monotonic() - begin
    run(given.program, "user", "add", "ada", "--role", "reviewer", *case, given=PASSWORD)
    address = f"127.0.0.1:{given.port}"
    server = subprocess.Popen([given.program, "serve", "--listen", address, *case], stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        cookie = sign_in(address)
        page = ask(address, "GET", "/", cookie)[1].decode()
        csrf = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
        before = alerts(address, cookie)
        took = []
        for day in range(given.days):
            start = given.before + day * given.a_day
            part = as_csv(rows[start : start + given.a_day])
            begin = time.monotonic()
            status = send(address, cookie, csrf, f"day {day + 1}.csv", part)
            took.append(time.monotonic() - begin)
            if status != 200:
                sys.exit(f"day {day + 1} was answered with {status}")
        raised = alerts(address, cookie) - before
        usage = resource_of(server.pid)
    finally:
        server.terminate()
        server.wait()
    ordered = sorted(took)
    at = lambda share: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)
    return {
        "machine": machine(),
        "deaths_before": given.before,
        "days": given.days,
        "deaths_a_day": given.a_day,
        "first_import_s": round(took_first, 1),
        "import_to_alert_s": {"median": at(0.5), "p95": at(0.95), "longest": round(ordered[-1], 2)},
        "first_ten_days_s": [round(one, 2) for one in took[:10]],
        "last_ten_days_s": [round(one, 2) for one in took[-10:]],
        "alerts_raised": raised,
        "resident_mb": usage,
        "case_file_mb": round(os.path.getsize(database) / 1e6, 1),
    }


def run(program, *words, given=None):
    done = subprocess.run([program, *words], input=given and given + "\n", text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr}")


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def ask(address, method, path, cookie="", body=None, kind="text/plain"):
    connection = http.client.HTTPConnection(address, timeout=600)
    connection.request(method, path, body, {"Cookie": cookie, "Content-Type": kind})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, text, answer.getheader("Set-Cookie")


def wait_for(address):
    for _ in range(600):
        try:
            ask(address, "GET", "/sign-in")
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


def sign_in(address):
    form = urlencode({"name": "ada", "password": PASSWORD})
    _, _, cookie = ask(address, "POST", "/sign-in", body=form, kind="application/x-www-form-urlencoded")
    return cookie.split(";")[0]


def alerts(address, cookie):
    return len(json.loads(ask(address, "GET", "/api/today", cookie)[1])["alerts"])


def send(address, cookie, csrf, name, text):
    part = lambda head, body: f"--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n"
    body = part('name="csrf"', csrf) + part(f'name="file"; filename="{name}"', text) + "--x--\r\n"
    return ask(address, "POST", "/import", cookie, body.encode(), "multipart/form-data; boundary=x")[0]


def resource_of(pid):
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return round(int(found.group(1)) / 1024) if found else None


if __name__ == "__main__":
    main()
