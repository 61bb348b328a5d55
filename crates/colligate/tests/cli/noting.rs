//! `colligate note`: the comparison of a note, its files, and what is refused.

use crate::desk::{Desk, narrow};
use serde_json::Value;

/// Sentences of which made-up texts are built; each writer favours some.
const SENTENCES: [&str; 12] = [
    "I would not have said it, but there was nothing else to say. ",
    "And then we went down to the water, and so did they. ",
    "It is, as far as I can see, what she had wanted all along; ",
    "You know that we never could have done this without you! ",
    "There were two of them in the kitchen, and none of us had a key. ",
    "He was always the one who paid for it in the end. ",
    "What are you going to do about the garden when I am not here? ",
    "They had been there since noon - or so he told me. ",
    "If it were up to me, I should have left at once. ",
    "Please give the dog to my sister, who will be good to him. ",
    "That which is broken can be mended, though not by anyone. ",
    "My own view is that this has gone on for too long. ",
];

/// A text of a writer: sentences by turns, the writer's own more often.
fn text(writer: usize, number: usize, sentences: usize) -> String {
    let pick = |k: usize| {
        let turn = (k * 7 + number * 5 + writer * 3 + k * k % 11) % 24;
        SENTENCES[if turn < 12 { turn } else { (writer + turn % 3) % 12 }]
    };
    (0..sentences).map(pick).collect()
}

/// Twelve reference writers, in folders and by file name, known texts and a note.
fn texts(desk: &Desk) {
    for folder in ["others", "letters"] {
        std::fs::create_dir(desk.path(folder)).unwrap();
    }
    for writer in 0..12 {
        let folder = format!("others/anna{writer}");
        if writer < 6 {
            std::fs::create_dir(desk.path(&folder)).unwrap();
        }
        for number in 0..3 {
            let name =
                if writer < 6 { format!("{folder}/{number}.txt") } else { format!("others/zoe{writer}_{number}.txt") };
            desk.write(&name, &text(writer, number, 20));
        }
    }
    desk.write("letters/may.txt", &text(12, 7, 30));
    desk.write("letters/june.txt", &text(12, 8, 30));
    desk.write("note.txt", &text(12, 9, 6));
}

const NOTE: [&str; 7] = ["note", "--questioned", "note.txt", "--known", "letters", "--reference", "others"];

#[test]
fn a_short_note_is_inconclusive_after_what_comes_first() {
    let desk = Desk::new();
    texts(&desk);
    let ran = desk.ok(&NOTE);
    narrow(&ran.out);
    assert!(ran.out.starts_with("Before style\n") && ran.out.contains("\nInconclusive\n"), "{}", ran.out);
    assert!(ran.out.contains("12 writers, 36 texts"), "{}", ran.out);
    assert_eq!(desk.names("."), ["letters", "note.txt", "others"]);
}

#[test]
fn the_folder_holds_the_page_the_json_and_the_text() {
    let desk = Desk::new();
    texts(&desk);
    let ran = desk.ok(&[&NOTE[..], &["--out", "answer", "--json"]].concat());
    assert_eq!(desk.names("answer"), ["note.html", "note.json", "note.txt"]);
    let page = desk.read("answer/note.html");
    assert!(page.find("DNA and fingerprints").unwrap() < page.find("Tippett plot").unwrap());
    assert!(
        !["http:", "https:", " src="].iter().any(|outside| page.contains(outside)),
        "the page asks something outside"
    );
    assert_eq!(ran.out, desk.read("answer/note.json"));
    assert_eq!(ran.out, desk.ok(&[&NOTE[..], &["--format", "json"]].concat()).out);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&found["schema"], &found["verdict"]), (&"colligate.note/1".into(), &"inconclusive".into()));
    // Every field is in the documentation.
    let page = include_str!("../../../../docs/note-schema.md");
    for name in found.as_object().unwrap().keys() {
        assert!(page.contains(&format!("`{name}")), "{name} is not documented");
    }
    for part in ["validation", "population", "calibration"] {
        for name in found[part].as_object().unwrap().keys() {
            assert!(page.contains(&format!("`{part}.{name}")), "{part}.{name} is not documented");
        }
    }
    // What is there already is replaced only where it is an earlier comparison.
    desk.ok(&[&NOTE[..], &["--out", "answer"]].concat());
    let said = desk.refused(&[&NOTE[..], &["--out", "letters"]].concat());
    assert!(said.contains("letters is there already"), "{said}");
}

#[test]
fn texts_of_other_kinds_are_read_and_what_is_not_is_told() {
    let desk = Desk::new();
    texts(&desk);
    let plain = desk.ok(&[&NOTE[..], &["--json"]].concat());
    let ratio = |out: &str| serde_json::from_str::<Value>(out).unwrap()["log10_lr"].clone();
    // The same note as a page, with the letters as e-mails, gives the same answer.
    desk.write("note.html", &format!("<html><body><p>{}</p></body></html>", desk.read("note.txt").trim()));
    let mail = |letter: &str| {
        format!(
            "From: a@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{letter}\n"
        )
    };
    for month in ["may", "june"] {
        let letter = desk.read(&format!("letters/{month}.txt"));
        desk.write(&format!("letters/{month}.eml"), &mail(letter.trim()));
        std::fs::remove_file(desk.path(&format!("letters/{month}.txt"))).unwrap();
    }
    desk.write("letters/index.csv", "a,b\n");
    let ran = desk.ok(&["note", "--questioned", "note.html", "--known", "letters", "--reference", "others", "--json"]);
    assert_eq!(ratio(&ran.out), ratio(&plain.out));
    assert!(ran.err.contains("letters/index.csv: not of a kind that is read"), "{}", ran.err);
    assert!(ran.out.contains("letters/index.csv"), "{}", ran.out);
    std::fs::write(desk.path("scan.png"), b"\x89PNG\r\n\x1a\n0000").unwrap();
    let said = desk.refused(&["note", "--questioned", "scan.png", "--known", "letters", "--reference", "others"]);
    assert!(said.contains("picture") && said.contains("OCR"), "{said}");
}

#[test]
fn what_is_missing_or_too_little_is_told_with_a_remedy() {
    let desk = Desk::new();
    texts(&desk);
    desk.write("tiny.txt", "I am sorry.");
    std::fs::create_dir(desk.path("empty")).unwrap();
    let with = |questioned: &str, known: &str, reference: &str| {
        desk.refused(&["note", "--questioned", questioned, "--known", known, "--reference", reference])
    };
    for (said, wanted) in [
        (with("missing.txt", "letters", "others"), "missing.txt: cannot be read"),
        (with("letters", "letters", "others"), "letters is a folder"),
        (with("tiny.txt", "letters", "others"), "tiny.txt has 3 words"),
        (with("note.txt", "empty", "others"), "empty holds no text"),
        (with("note.txt", "letters", "empty"), "empty holds no reference texts"),
        (with("note.txt", "letters", "others/anna1"), "3 reference writers"),
        (with("letters/may.txt", "letters", "others"), "are the same text"),
    ] {
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            said.contains(wanted) || wanted.starts_with("1 reference") && said.contains("reference writers"),
            "{said}"
        );
    }
}
