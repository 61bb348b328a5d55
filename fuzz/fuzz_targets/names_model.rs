//! Any bytes as a model of names are refused or label a text, at bytes of it.

#![no_main]

use colligate_documents::mentions::Sentence;
use colligate_documents::names::NameModel;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = "It was Pia Lunt who rang the Marrowby Lifeboat Crew from Café Tidewick at 3 o’clock.";
    if let Ok(model) = NameModel::from_bytes("fuzz", bytes) {
        for name in model.find(text, &[Sentence { characters: 0..text.len(), paragraph: 0 }]) {
            assert!(text.get(name.characters).is_some_and(|words| !words.is_empty()));
        }
    }
});
