//! `colligate note`: the comparison of a note, its files, and what is refused.

use crate::desk::{Desk, narrow};
use serde_json::Value;

/// Words of which made-up texts are built; each writer favours some.
const WORDS: [&str; 60] = [
    "the", "of", "and", "to", "a", "in", "that", "it", "is", "was", "I", "for", "on", "you", "he", "be", "with", "as",
    "by", "at", "have", "are", "this", "not", "but", "had", "his", "they", "from", "she", "which", "or", "we", "an",
    "there", "her", "were", "one", "do", "been", "all", "their", "has", "would", "will", "what", "if", "can", "boat",
    "water", "garden", "letter", "sister", "key", "kitchen", "dog", "noon", "shed", "winter", "debt",
];

/// A text without passages of any other: words by chance (xorshift), the writer's own more often, twelve a sentence.
fn text(writer: usize, number: usize, sentences: usize) -> String {
    let mut state = (writer * 1009 + number * 9176 + 77) as u64;
    let mut draw = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 20) as usize % most
    };
    let mut text = String::new();
    for _ in 0..sentences {
        for _ in 0..11 {
            let own = draw(4) == 0;
            text += if own { WORDS[(writer * 7 + draw(6) * 11) % 60] } else { WORDS[draw(60)] };
            text += if draw(8 + writer % 3) == 0 { ", " } else { " " };
        }
        text += ["so. ", "then; ", "now! "][(writer + draw(2)) % 3];
    }
    text
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

fn compared(desk: &Desk, more: &[&str]) -> Value {
    serde_json::from_str(&desk.ok(&[&NOTE[..], more, &["--json"]].concat()).out).unwrap()
}

fn words_left_out(found: &Value) -> u64 {
    found["shared"]["left_out"]["questioned"].as_u64().unwrap()
}

#[test]
fn texts_that_share_nothing_are_compared_to_the_digit_as_before_passages_were_looked_for() {
    let desk = Desk::new();
    texts(&desk);
    desk.write("note.txt", &text(12, 9, 30));
    let found = compared(&desk, &[]);
    assert_eq!((&found["shared"]["found"], words_left_out(&found)), (&0.into(), 0));
    // As 882df75 gave them.
    let figures = [
        &found["log10_lr"],
        &found["score"],
        &found["range"]["low"],
        &found["range"]["high"],
        &found["validation"]["cllr"],
    ];
    let figures = figures.map(|one| one.as_f64().unwrap());
    assert_eq!(figures, BEFORE);
}

/// Likelihood ratio, score, ends of the range and Cllr before passages were looked for.
const BEFORE: [f64; 5] = [0.28, 9.521999448510977, 0.010164459949889739, 0.28, 0.7793157431985198];

#[test]
fn words_copied_from_a_letter_are_shown_left_out_and_move_nothing() {
    let desk = Desk::new();
    texts(&desk);
    let own = text(12, 9, 14);
    let letter = desk.read("letters/may.txt");
    let copied = letter.split_whitespace().skip(40).take(150).collect::<Vec<_>>().join(" ");
    desk.write("note.txt", &own);
    let alone = compared(&desk, &[]);
    // One gap ends the note: nothing else differs from the note without it, but that the letter lacks the words too.
    for copied in [copied.clone(), copied.to_uppercase(), copied.replace([',', '.', ';', '!'], "").replace(' ', "\n")] {
        desk.write("note.txt", &format!("{own}{copied}"));
        let found = compared(&desk, &[]);
        assert!((148..=152).contains(&words_left_out(&found)), "{}", found["shared"]);
        assert_eq!(
            found["questioned"]["words"].as_u64().unwrap(),
            alone["questioned"]["words"].as_u64().unwrap() + 150
        );
        let passage = &found["shared"]["passages"][0];
        assert_eq!((&passage["part"], &passage["name"]), (&"questioned".into(), &"note.txt".into()));
        let from = passage["from_word"].as_u64().unwrap();
        assert!((168..=170).contains(&from), "{passage}");
        assert_eq!(passage["places"][0]["name"], "letters/may.txt");
        assert_eq!(passage["places"][0]["from_word"].as_u64().unwrap() + 169 - from, 41);
        let moved = found["score"].as_f64().unwrap() - alone["score"].as_f64().unwrap();
        assert!(moved.abs() < 1.5, "the copied words moved the score by {moved}");
    }
    let told = desk.ok(&NOTE).out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("Passages that stand in several texts, left out") && told.contains("letters/may.txt"),
        "{told}"
    );
}

#[test]
fn a_transcript_of_the_note_among_the_known_texts_is_noticed_in_any_form() {
    let desk = Desk::new();
    texts(&desk);
    let note = text(12, 9, 20);
    desk.write("note.txt", &note);
    let words: Vec<&str> = note.split_whitespace().collect();
    let typed: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(k, word)| if k % 9 == 4 { format!("{word}e") } else { (*word).to_owned() })
        .collect();
    let lines: Vec<String> = words.chunks(7).map(|line| line.join(" ")).collect();
    let forms = [
        format!("Transcript, exhibit 4.\n\n{note}\n\nTyped by the clerk on 3 May."),
        note.to_uppercase().replace([',', '.', ';', '!'], ""),
        typed.join(" "),
        lines.join("\n"),
        format!("She wrote: \u{201c}{note}\u{201d} and then no more of it to us."),
    ];
    let noticed = |form: &str| {
        let found = compared(&desk, &[]);
        assert_eq!(found["verdict"], "inconclusive", "{form}");
        assert!(found["shared"]["too_little"].as_str().unwrap().contains("note.txt"), "{form}");
        assert_eq!((&found["log10_lr"], &found["verbal"]), (&0.0.into(), &Value::Null), "{form}");
        let told = desk.ok(&NOTE).out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("word for word") && !told.contains("Likelihood ratio "), "{told}");
    };
    for form in &forms {
        desk.write("letters/transcript.txt", form);
        noticed(form);
        let found = compared(&desk, &[]);
        assert_eq!(found["shared"]["copies"][0]["name"], "letters/transcript.txt", "{form}");
        assert!(found["cautions"][0].as_str().unwrap().contains("a copy or a transcript"), "{}", found["cautions"]);
    }
    // Split over two texts.
    desk.write("letters/transcript.txt", &words[..110].join(" "));
    desk.write("letters/transcript2.txt", &words[110..].join(" "));
    noticed("split");
}

#[test]
fn a_printed_head_in_many_texts_and_a_letter_among_the_reference_texts_are_left_out() {
    let desk = Desk::new();
    texts(&desk);
    let head = "Ministry of Fisheries and Rivers, Harbour Office, to be filled in by hand in capital letters only: ";
    for writer in 6..12 {
        for number in 0..3 {
            let name = format!("others/zoe{writer}_{number}.txt");
            desk.write(&name, &format!("{head}{}", desk.read(&name)));
        }
    }
    desk.write("note.txt", &format!("{head}{}", text(12, 9, 14)));
    let letter = desk.read("letters/june.txt");
    desk.write("others/zoe6_9.txt", &format!("{} {letter}", text(6, 9, 10)));
    let found = compared(&desk, &[]);
    assert_eq!(words_left_out(&found), 17, "{}", found["shared"]);
    let passages = found["shared"]["passages"].as_array().unwrap();
    let formula = passages.iter().find(|one| one["part"] == "questioned").unwrap();
    assert_eq!((&formula["words"], &formula["texts"]), (&17.into(), &18.into()), "{formula}");
    let whole = passages.iter().find(|one| one["part"] == "known").unwrap();
    assert_eq!((&whole["name"], &whole["places"][0]["writer"]), (&"letters/june.txt".into(), &"zoe6".into()));
    assert_eq!(
        found["shared"]["left_out"]["known"],
        found["known"][0]["left_out"].as_u64().unwrap() + found["known"][1]["left_out"].as_u64().unwrap()
    );
}

#[test]
fn an_end_of_the_range_that_was_cut_off_is_said_to_be_at_the_bound() {
    let desk = Desk::new();
    texts(&desk);
    desk.write("note.txt", &text(12, 9, 60));
    let found = compared(&desk, &["--out", "answer"]);
    let bounds = &found["calibration"]["bounds"];
    let at = |end: &Value| {
        end.as_f64().unwrap() >= bounds["upper"].as_f64().unwrap()
            || end.as_f64().unwrap() <= bounds["lower"].as_f64().unwrap()
    };
    let range = &found["range"];
    assert_eq!(
        (&range["low_at_bound"], &range["high_at_bound"]),
        (&at(&range["low"]).into(), &at(&range["high"]).into())
    );
    assert!(at(&range["low"]) || at(&range["high"]), "the example no longer reaches a bound: {range} {bounds}");
    let text = desk.read("answer/note.txt").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("(at the bound)") && desk.read("answer/note.html").contains("(at the bound)"), "{text}");
}

#[test]
fn fewer_than_a_hundred_draws_are_refused() {
    let desk = Desk::new();
    texts(&desk);
    for draws in ["0", "1", "99"] {
        let said = desk.refused(&[&NOTE[..], &["--draws", draws]].concat());
        assert!(said.contains(&format!("--draws {draws}")) && said.contains("100 or more"), "{said}");
    }
    desk.ok(&[&NOTE[..], &["--draws", "100"]].concat());
}
