//! Two reports as they were copied from the web, where they are at hand.

use super::one;
use crate::DatePlace;
use jiff::civil::date;
use std::path::PathBuf;

fn seed(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/documents")).join(name);
    let found = std::fs::read(&path).ok();
    if found.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    found
}

#[test]
fn what_the_web_left_in_two_reports_is_taken_out() {
    let (Some(a), Some(b)) = (seed("seed_a.txt"), seed("seed_b.txt")) else { return };
    let (a, b) = (one("seed_a.txt", &a), one("seed_b.txt", &b));
    assert_eq!(a.date, Some(date(2018, 3, 19)));
    assert_eq!(a.origin.date.as_ref().unwrap().place, DatePlace::Text);
    assert_eq!(b.date, None);
    for residue in ["copyright", "caption", "2018-03-19", "More on"] {
        assert!(!a.text.contains(residue) && !b.text.contains(residue), "{residue}");
    }
    let starts: Vec<&str> = a.text.split("\n\n").filter_map(|paragraph| paragraph.split_whitespace().next()).collect();
    assert_eq!(
        starts,
        [
            "Port,", "Families", "Lawyers", "They", "The", "The", "Port", "The", "The", "An", "In", "Port", "Hudgell",
            "\"The", "\"They", "The", "Sarah", "\"We"
        ]
    );
    assert_eq!(b.text.split("\n\n").count(), 16, "{:#?}", b.text.split("\n\n").collect::<Vec<_>>());
}
