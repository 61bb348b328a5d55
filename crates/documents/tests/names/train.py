"""Trains model.crfsuite, a tiny model of names for the tests, and writes expected.tsv: how CRFsuite itself labels sentences
that are not among those it was trained on. Needs python-crfsuite; run it in this folder.

Every sentence and every name is made up. In [brackets] stand names with their kind."""

import random
import re
import pycrfsuite

PEOPLE = "Quorl Vashti|Ombrel Tyne|Zephra Oakhollow|Iwo Brannick|Tamsel Drury|Yrsa Pell|Oswin Kettleby|Mirelle Stoat|Dov Harrowgate|Ulla Frisk"
PLACES = "Upper Clowes|Marrowby|Fenwick Regis|Tollhampton|Isle of Gree|Nether Stoke|Brackwater|Lower Quay|Saltmere|Dunholt"
GROUPS = "Brackwater Rowing Club|Tollhampton Borough Council|Marrowby Lifeboat Crew|Clowes and Daughters|Saltmere Hospital Trust"
FORMS = [
    "[P:PER] was last seen in [L:LOC] on Friday .",
    "Neighbours said [P:PER] had moved from [L:LOC] to [L:LOC] .",
    "Officers of [G:ORG] searched the woods near [L:LOC] for two days .",
    "A friend , [P:PER] , said that nobody had called .",
    "It was [P:PER] who rang [G:ORG] at midnight .",
    "The walk from [L:LOC] to the weir takes an hour .",
    "According to [G:ORG] the path had been closed .",
    "Later that week [P:PER] and [P:PER] gave statements .",
    "The water was cold , and the wind came from the north .",
    "He had told [P:PER] that he would be late .",
    "Police in [L:LOC] asked for witnesses .",
    "Nothing was found on Monday or on Tuesday .",
]


def tokens(text):
    return re.findall(r"\w+(?:['’]\w+)*|[^\w\s]", text)


def shape(word):
    signs = "".join("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isnumeric() else c for c in word)
    return re.sub(r"(.)\1+", r"\1", signs)


def features(words):
    low, form = [w.lower() for w in words], [shape(w) for w in words]
    at = lambda row, k: row[k] if 0 <= k < len(words) else "<s>"
    return [
        [f"w={w}", f"W={words[k]}", f"p2={w[:2]}", f"p3={w[:3]}", f"s2={w[-2:]}", f"s3={w[-3:]}", f"h={form[k]}",
         f"-1w={at(low, k - 1)}", f"-1h={at(form, k - 1)}", f"+1w={at(low, k + 1)}", f"+1h={at(form, k + 1)}"]
        for k, w in enumerate(low)
    ]


def sentence(form, people, places, groups):
    lists = {"P": people, "L": places, "G": groups}
    words, labels = [], []
    for part in form.split(" "):
        found = re.fullmatch(r"\[(.):(...)\]", part)
        named = tokens(random.choice(lists[found[1]])) if found else [part]
        words += named
        labels += [("B-" if k == 0 else "I-") + found[2] if found else "O" for k in range(len(named))]
    return words, labels


random.seed(1)
known = [each.split("|") for each in (PEOPLE, PLACES, GROUPS)]
trainer = pycrfsuite.Trainer(verbose=False)
for _ in range(30):
    for form in FORMS:
        words, labels = sentence(form, *known)
        trainer.append(features(words), labels)
trainer.set_params({"c1": 0.5, "c2": 0.01, "max_iterations": 60, "feature.possible_transitions": True})
trainer.train("model.crfsuite")

tagger = pycrfsuite.Tagger()
tagger.open("model.crfsuite")
unseen = [
    ["Wystan Orrell", "Pia Lunt", "Caddoc Mear"],
    ["Overmoor", "Great Hollin", "Tidewick"],
    ["Overmoor Harbour Board", "Hollin Sailing Club"],
]
with open("expected.tsv", "w", encoding="utf-8") as out:
    for form in FORMS + ["It's 3 o’clock , Mr McKay said ; [P:PER] ( 41 ) left [L:LOC] ."]:
        words, _ = sentence(form, *unseen)
        for word, label in zip(words, tagger.tag(features(words))):
            out.write(f"{word}\t{label}\n")
        out.write("\n")
