//! Any text is read for mentions and claims, every range points at the text, and reading twice gives the same.

#![no_main]

use colligate_documents::{Document, Options, Origin, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (String, String)| {
    let document = |text: &str| Document {
        name: "fuzz".into(),
        title: None,
        date: "2018-03-19".parse().ok(),
        text: text.into(),
        origin: Origin::whole(text.len()),
    };
    let documents = || vec![document(&texts.0), document(&texts.1)];
    let reading = read_all(documents(), &Options { group: false });
    for claim in &reading.claims {
        assert!(reading.documents[claim.document].text.get(claim.characters.clone()).is_some());
    }
    for one in &reading.documents {
        let ranges = one.mentions.people.iter().flat_map(|person| &person.mentions);
        assert!(ranges.clone().all(|range| one.text.get(range.clone()).is_some()));
    }
    assert_eq!(reading, read_all(documents(), &Options { group: false }));
});
