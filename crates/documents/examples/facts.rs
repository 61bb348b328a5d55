//! Plain text files read together: what they say, side by side.
//!
//!     cargo run --example facts -- FILE...

use colligate_documents::{Document, Options, Origin, read_all};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut documents = Vec::new();
    for name in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&name)?;
        documents.push(Document { name, title: None, date: None, origin: Origin::whole(text.len()), text });
    }
    let reading = read_all(documents, &Options::default());
    for document in &reading.documents {
        println!("{}: {}", document.name, document.date_reason);
    }
    for event in &reading.events {
        println!("\n== {}", event.name);
        for difference in &event.differences {
            println!("{:?}: {}", difference.kind, difference.sentence);
        }
        for fact in &event.facts {
            let when = fact.happened.map(|when| format!(" ({when})")).unwrap_or_default();
            println!(
                "{} · {:?} · {}{when} · documents {:?}, {} sources",
                fact.subject.name, fact.relation, fact.value, fact.documents, fact.sources
            );
        }
    }
    Ok(())
}
