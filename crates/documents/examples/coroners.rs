//! Coroners' reports to prevent future deaths: what is read from their narratives, how long it takes, and a sample checked by hand.
//!
//!     cargo run --release --example coroners -- FOLDER/pfd_narratives.csv.gz bench/documents/pfd_checked.csv
//!
//! The sample is the forty reports whose reference hashes lowest. Of each the first 450 characters of the investigation and 900 of the
//! circumstances were read by a person, and only these are given to the reader for the comparison. A date is right on the day; a place
//! where it holds one of the names noted. Circumstances are the codes of the register's vocabulary, by what each code means and not by
//! its phrases; each code counts by itself.

use colligate_documents::claims::Relation;
use colligate_documents::{Document, Options, Origin, read_all};
use colligate_register::Circumstances;
use std::collections::BTreeMap;
use std::time::Instant;

/// Characters of the two parts that were read by a person.
const READ: (usize, usize) = (450, 900);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let reports = arguments.next().ok_or("give the file of reports")?;
    let checked = arguments.next().ok_or("give the file of the checked sample")?;
    let mut rows = csv::Reader::from_reader(flate2::read::GzDecoder::new(std::fs::File::open(reports)?));
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().collect::<Result<_, _>>()?;
    let field = |row: &BTreeMap<String, String>, name: &str| row.get(name).cloned().unwrap_or_default();
    let document = |row: &BTreeMap<String, String>, limits: (usize, usize)| {
        let cut = |text: String, limit: usize| text.chars().take(limit).collect::<String>();
        let text =
            format!("{}\n\n{}", cut(field(row, "investigation"), limits.0), cut(field(row, "circumstances"), limits.1));
        Document {
            name: field(row, "ref"),
            title: None,
            date: field(row, "date").parse().ok(),
            origin: Origin::whole(text.len()),
            text,
        }
    };

    let all: Vec<Document> = rows.iter().map(|row| document(row, (usize::MAX, usize::MAX))).collect();
    let bytes: usize = all.iter().map(|document| document.text.len()).sum();
    let count = all.len();
    let circumstances = Circumstances::embedded()?;
    let started = Instant::now();
    let codes: usize = all.iter().filter(|document| !circumstances.find(&document.text).is_empty()).count();
    let reading = read_all(all, &Options::default());
    let seconds = started.elapsed().as_secs_f64();
    let with = |relation: Relation| {
        let mut documents: Vec<usize> =
            reading.claims.iter().filter(|claim| claim.relation == relation).map(|claim| claim.document).collect();
        documents.dedup();
        documents.len()
    };
    let died = reading.documents.iter().filter(|one| one.mentions.about.when.is_some()).count();
    println!("{count} reports, {} kB, read whole in {seconds:.2} s", bytes / 1000);
    println!(
        "a day of the event in {died}, of death in {}; a place in {}; substances in {}; circumstance codes in {codes}",
        with(Relation::DiedOn),
        with(Relation::FoundAt),
        with(Relation::Substance)
    );

    let by_ref: BTreeMap<String, &BTreeMap<String, String>> = rows.iter().map(|row| (field(row, "ref"), row)).collect();
    let mut scores: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut checked = csv::Reader::from_path(checked)?;
    for truth in checked.deserialize::<BTreeMap<String, String>>() {
        let truth = truth?;
        let Some(row) = by_ref.get(&field(&truth, "ref")) else { continue };
        let reading = read_all(vec![document(row, READ)], &Options::default());
        let said = |relation: Relation| reading.claims.iter().filter(move |claim| claim.relation == relation);
        let date = said(Relation::DiedOn).find_map(|claim| claim.happened).map(|when| when.to_string());
        let place = said(Relation::FoundAt).next().map(|claim| claim.value.text.clone());
        let mut substances: Vec<String> = said(Relation::Substance).map(|claim| claim.value.text.clone()).collect();
        substances.sort();
        substances.dedup();
        let substances = Some(substances.join(";")).filter(|names| !names.is_empty());
        let noted = field(&truth, "circumstances");
        let noted: Vec<&str> = noted.split('|').filter(|code| !code.is_empty()).collect();
        let text = document(row, READ).text;
        let codes = circumstances.find(&text);
        let score = scores.entry("circumstances").or_default();
        score.0 += codes.iter().filter(|code| noted.contains(code)).count();
        score.1 += codes.len();
        score.2 += noted.len();
        if codes != noted {
            println!("  {} circumstances: noted {noted:?}, read {codes:?}", field(&truth, "ref"));
        }
        for (name, read) in [("date", date), ("place", place), ("substances", substances)] {
            let expected = field(&truth, name);
            let right = read.as_ref().is_some_and(|read| {
                expected.split('|').any(|one| !one.is_empty() && read.to_lowercase().contains(&one.to_lowercase()))
            });
            let score = scores.entry(name).or_default();
            score.0 += usize::from(right);
            score.1 += usize::from(read.is_some());
            score.2 += usize::from(!expected.is_empty());
            if !right && (read.is_some() || !expected.is_empty()) {
                println!("  {} {name}: noted {expected:?}, read {read:?}", field(&truth, "ref"));
            }
        }
    }
    for (name, (right, read, noted)) in scores {
        println!("{name}: precision {right}/{read}, recall {right}/{noted}");
    }
    Ok(())
}
