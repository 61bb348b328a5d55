//! The readers on files that are built here.

mod build;
mod damaged;
mod email;
mod hostile;
mod not_read;
mod office;
mod page;
mod paper;
mod property;
mod seeds;
mod sniffing;

use super::{Contents, Limits, TextError, read_bytes};
use crate::Document;

fn read(name: &str, bytes: &[u8]) -> Result<Contents, TextError> {
    let contents = read_bytes(name, bytes, &Limits::default())?;
    for (document, source) in contents.documents.iter().zip(&contents.sources) {
        assert!(source.vouches_for(document), "{} is not traceable:\n{document:#?}\n{source:?}", document.name);
    }
    Ok(contents)
}

/// The one document of a file.
fn one(name: &str, bytes: &[u8]) -> Document {
    let mut contents = read(name, bytes).unwrap();
    assert_eq!(contents.documents.len(), 1);
    assert!(contents.refused.is_empty(), "{:?}", contents.refused);
    contents.documents.remove(0)
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).map(|contents| contents.documents).unwrap_err().to_string()
}
