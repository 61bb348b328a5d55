//! The page of a comparison of writers and its JSON: what is on them, in which order, and that no name breaks out of its place.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use colligate_documents::authorship::{Comparison, Options, Text, Writer, compare};
use colligate_report::note::{NoteFacts, note_html, note_json};

/// Words of which made-up texts are built; each writer favours some.
const WORDS: [&str; 40] = [
    "the", "of", "and", "to", "a", "in", "that", "it", "is", "was", "I", "for", "on", "you", "he", "be", "with", "as",
    "by", "at", "have", "are", "this", "not", "but", "had", "they", "from", "she", "which", "or", "we", "there",
    "would", "boat", "water", "garden", "letter", "sister", "key",
];

/// A text without passages of any other: words by chance (xorshift), the writer's own more often.
fn text(name: &str, writer: usize, number: usize, sentences: usize) -> Text {
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
            let word = if own { WORDS[(writer * 7 + draw(5) * 9) % 40] } else { WORDS[draw(40)] };
            text += word;
            text += if draw(9) == 0 { ", " } else { " " };
        }
        text += ["so. ", "then; ", "now! "][(writer + draw(2)) % 3];
    }
    Text { name: name.to_owned(), text }
}

fn compared(name: &str) -> Comparison {
    let writer = |writer: usize| Writer {
        name: format!("w{writer}"),
        texts: (0..3).map(|k| text(&format!("{writer}-{k}"), writer, k, 20)).collect(),
    };
    let others: Vec<Writer> = (0..16).map(writer).collect();
    let known = [text(name, 17, 7, 30), text("june.txt", 17, 8, 30)];
    compare(&text(name, 17, 9, 12), &known, &others, Options { draws: 20, ..Options::default() }).unwrap()
}

fn facts(left_out: &[&str]) -> NoteFacts {
    NoteFacts { version: "0.1.0".to_owned(), left_out: left_out.iter().map(ToString::to_string).collect() }
}

/// What is drawn and said, without style and script.
fn body(page: &str) -> &str {
    page.split_once("</script>").unwrap().1
}

fn tags(page: &str) -> Vec<&str> {
    body(page).split('<').skip(1).filter_map(|tag| tag.split(['>', ' ']).next()).collect()
}

#[test]
fn the_page_says_what_comes_before_style_and_then_what_style_says_and_is_worth() {
    let found = compared("note.txt");
    let page = note_html(&facts(&[]), &found);
    let shown = body(&page);
    let said = [
        "DNA and fingerprints",
        "A handwriting examiner",
        "Likelihood ratio",
        "Range",
        "Reference writers",
        "Cllr",
        "Tippett plot",
        "Where the questioned text falls",
        "From the score to the likelihood ratio",
        "note.txt",
        "june.txt",
    ];
    let places: Vec<usize> = said.iter().map(|said| shown.find(said).expect(said)).collect();
    assert!(places[..2].is_sorted() && places[6..9].is_sorted(), "{places:?}");
    assert!(places[0] < places[2] && places[1] < places[2], "style stands first");
    assert!(shown.contains(&found.explained()) && shown.contains("No passage of eight words or more"));
    let sentence =
        found.verbal.as_ref().map_or("No grade in words: the comparison is inconclusive.", |verbal| &verbal.sentence);
    assert!(shown.contains(sentence));
    assert!(found.reasons.iter().chain(&found.cautions).all(|line| shown.contains(&line.replace('\'', "&#39;"))));
    assert_eq!(
        tags(&page).iter().filter(|tag| **tag == "svg").count(),
        4 + 5,
        "four drawings with five curves stretched in them"
    );
    for name in ["NaN", "inf", "http:", "https:", "//www", "url(", "@import", " src="] {
        assert!(!shown.contains(name), "{name:?} is on the page");
    }
    assert!(
        page.contains("default-src &#39;none&#39;")
            && page.contains("prefers-color-scheme")
            && page.contains("@media print")
    );
}

#[test]
fn every_element_is_closed_and_no_name_makes_one() {
    let hostile = note_html(
        &facts(&["<script>alert(1)</script>: \"no\""]),
        &compared("\"><script>alert('x')</script><img src=x onerror=alert(1)>.txt"),
    );
    let tame = note_html(&facts(&["-: no"]), &compared("x.txt"));
    assert_eq!(tags(&hostile), tags(&tame));
    for name in ["section", "svg", "table", "figure", "div", "p", "li", "ol", "ul", "dl", "rect", "circle", "line", "g"]
    {
        let count = |sign: &str| body(&tame).matches(sign).count();
        assert_eq!(count(&format!("<{name}>")) + count(&format!("<{name} ")), count(&format!("</{name}>")), "{name}");
    }
    let ids: Vec<&str> = body(&tame).split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.contains(&"worth"), "the link to skip there leads nowhere");
}

#[test]
fn the_json_holds_the_comparison_and_what_was_left_out() {
    let found = compared("note.txt");
    let json = note_json(&facts(&["list.md: not of a kind that is read"]), &found).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["schema"], "colligate.note/1");
    assert_eq!(value["left_out"][0], "list.md: not of a kind that is read");
    assert_eq!(value["log10_lr"].as_f64().unwrap(), found.log10_lr);
    let bars = value["validation"]["scores"].as_array().unwrap();
    let sum: f64 = bars.iter().map(|bar| bar["same"].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9);
}

#[test]
fn an_inconclusive_page_grades_nothing_and_shows_what_is_shared() {
    let others: Vec<Writer> = (0..16)
        .map(|writer| Writer {
            name: format!("w{writer}"),
            texts: (0..3).map(|k| text(&format!("{writer}-{k}"), writer, k, 20)).collect(),
        })
        .collect();
    let letter = text("letter.txt", 17, 7, 30);
    let copied = Text { name: "note.txt".to_owned(), text: format!("Exhibit 4. {}", letter.text.to_uppercase()) };
    let found =
        compare(&copied, &[letter, text("june.txt", 17, 8, 30)], &others, Options { draws: 20, ..Options::default() })
            .unwrap();
    let page = note_html(&facts(&[]), &found);
    let shown = body(&page);
    assert!(shown.contains("Style says: inconclusive") && shown.contains("Passages that stand in several texts"));
    assert!(shown.contains("repeats the questioned text word for word"), "{shown}");
    for grade in ["weak support", "moderate support", "strong support", ">Weak<", ">Moderate<", "In the words of"] {
        assert!(!shown.contains(grade), "{grade}");
    }
    assert!(!shown.contains("Likelihood ratio</dt>") && !shown.contains("NaN"));
}
