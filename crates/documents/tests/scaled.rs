//! Files with ten thousand to a million of one thing are read or refused with a sentence, without a child process, on the small stack of
//! a thread.

#![allow(clippy::unwrap_used)]

#[path = "scaled/mod.rs"]
mod files;

use colligate_documents::text::{Limits, read_bytes};

/// What a program gives the threads it makes, unless it says otherwise.
const STACK: usize = 2 << 20;

/// The bytes read of each file, or the sentence with which it was refused.
fn outcomes(size: usize) -> Vec<(&'static str, Result<usize, String>)> {
    let read = move || {
        let files = files::documents(size).into_iter();
        let read = |(name, bytes): (&'static str, Vec<u8>)| {
            let begun = std::time::Instant::now();
            let read = read_bytes(name, &bytes, &Limits::default());
            let read = read.map(|contents| contents.documents.iter().map(|document| document.text.len()).sum());
            let read = read.map_err(|error| error.to_string());
            println!("{size} {name}: {} bytes, {:?}, {read:?}", bytes.len(), begun.elapsed());
            (name, read)
        };
        files.map(read).collect()
    };
    std::thread::Builder::new().stack_size(STACK).spawn(read).unwrap().join().unwrap()
}

#[test]
fn documents_with_much_of_one_thing_are_read_or_refused_with_a_sentence() {
    for size in [10_000, 100_000] {
        for (name, read) in outcomes(size) {
            if let Err(said) = read {
                assert!(said.starts_with(name) && said.len() < 400, "{said}");
            }
        }
    }
}

#[test]
fn a_thousand_attributes_are_read_and_a_million_are_refused() {
    let said = |size| outcomes(size).into_iter().filter(|(name, _)| name.ends_with("attributes.html"));
    for (name, read) in said(1_000) {
        assert!(read.unwrap() > 0, "{name}");
    }
    let page = files::documents(10_000).into_iter().find(|(name, _)| *name == "attributes.html").unwrap().1;
    let error = read_bytes("a.html", &page, &Limits::default()).map(|contents| contents.documents).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.html: the number of attributes of one of its elements is over the limit of 1000; save the page again from a browser, as text"
    );
}
