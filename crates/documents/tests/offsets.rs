//! Whatever the text, every range points at whole characters of it, and at what it says it points at.

use colligate_documents::mentions::{self, Mentions};
use colligate_documents::{Document, Options, Origin, read_all};
use proptest::prelude::*;
use std::ops::Range;

const PIECES: [&str; 40] = [
    "Ada Quill",
    "Mr Quill",
    "Ms O’Hara",
    "31",
    ", 31, of Salford,",
    "was found dead",
    "was shot and killed",
    "died on",
    "the previous summer",
    "last year",
    "by May",
    "Tuesday",
    "3 February 2022",
    "12/08/2022",
    "\"",
    "“",
    "”",
    "’s",
    "’",
    "said",
    ". ",
    "\n",
    "\n\n",
    "é",
    "😀",
    "GHB",
    "GBH",
    "17 police officers",
    "under investigation by the",
    "High Court",
    "quashed",
    "inquests",
    "suicide note",
    "forged by him",
    "in Barking, east London",
    "A 2-month-old boy",
    "over a period of 15 months",
    "identified as",
    "(IOPC)",
    "the deceased",
];

/// Cities that reports call by another name: they are named by their own.
const SHORT: [(&str, &str); 4] =
    [("dc", "Washington"), ("nyc", "New York"), ("philly", "Philadelphia"), ("vegas", "Las Vegas")];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn document(text: &str) -> Document {
    Document {
        name: "any".into(),
        title: None,
        date: "2018-03-19".parse().ok(),
        text: text.into(),
        origin: Origin::whole(text.len()),
    }
}

fn ranges(found: &Mentions) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = found.sentences.iter().map(|one| one.characters.clone()).collect();
    for person in &found.people {
        all.extend(person.mentions.iter().cloned().chain(person.age_at.clone()).chain(person.home_at.clone()));
    }
    all.extend(found.dates.iter().map(|one| one.characters.clone()));
    all.extend(found.places.iter().map(|one| one.characters.clone()));
    all.extend(found.organisations.iter().flat_map(|one| one.mentions.iter().cloned()));
    all.extend(found.substances.iter().map(|one| one.characters.clone()));
    all.extend(found.counts.iter().map(|one| one.characters.clone()));
    all.extend(found.durations.iter().map(|one| one.characters.clone()));
    all.extend(found.quotations.iter().map(|one| one.characters.clone()));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_range_points_at_the_text(text in texts()) {
        let found = mentions::find(&document(&text));
        for range in ranges(&found) {
            prop_assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()), "{range:?} of {text:?}");
        }
        for quotation in &found.quotations {
            prop_assert_eq!(text.get(quotation.characters.clone()), Some(quotation.words.as_str()));
        }
        for substance in &found.substances {
            prop_assert_eq!(text.get(substance.characters.clone()), Some(substance.written.as_str()));
        }
        for place in &found.places {
            let words: Vec<&str> = text.get(place.characters.clone()).unwrap_or_default().split_whitespace().collect();
            let written = words.join(" ");
            let short = written.to_lowercase().replace('.', "");
            let is_short = SHORT.contains(&(short.as_str(), place.name.as_str()));
            prop_assert!(written == place.name || is_short, "{written:?} is not {:?}", place.name);
        }
    }

    #[test]
    fn every_claim_points_at_the_text_and_reading_twice_gives_the_same(first in texts(), second in texts()) {
        let documents = || vec![document(&first), document(&second)];
        let reading = read_all(documents(), &Options { group: false });
        for claim in &reading.claims {
            let text = &reading.documents[claim.document].text;
            prop_assert!(text.get(claim.characters.clone()).is_some_and(|words| !words.is_empty()));
        }
        for event in &reading.events {
            for fact in &event.facts {
                prop_assert!(fact.claims.iter().all(|at| *at < reading.claims.len()));
                prop_assert!(fact.sources >= 1);
            }
            for side in event.differences.iter().flat_map(|difference| &difference.sides) {
                prop_assert!(reading.documents[side.document].text.get(side.characters.clone()).is_some());
            }
        }
        prop_assert_eq!(&reading, &read_all(documents(), &Options { group: false }));
    }
}
