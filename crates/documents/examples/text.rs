//! Prints what is read from the files named: `cargo run -p colligate-documents --example text -- FILE…`

use colligate_documents::text::{Limits, read_file};
use std::path::Path;

fn main() {
    for name in std::env::args().skip(1) {
        match read_file(Path::new(&name), &Limits::default()) {
            Err(error) => eprintln!("{error}"),
            Ok(contents) => {
                for error in &contents.refused {
                    eprintln!("{error}");
                }
                for (document, source) in contents.documents.iter().zip(&contents.sources) {
                    let title = document.title.as_deref().unwrap_or("–");
                    let date = document.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
                    let place = document.origin.date.as_ref().map(|date| date.place);
                    println!("=== {} | {title} | {date} {place:?}", document.name);
                    println!("{} pieces, traceable: {}\n", document.origin.pieces.len(), source.vouches_for(document));
                    println!("{}\n", document.text);
                }
            }
        }
    }
}
