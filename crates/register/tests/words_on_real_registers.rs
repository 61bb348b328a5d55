//! The vocabularies held against two public registers. Skipped where the registers are not there.

use colligate_register::{Kind, Vocabulary, classify, place_kind};
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

fn rows(name: &str) -> Option<Vec<Row>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../../../shared/data/registers", "../../../../shared/data/registers"];
    let Some(file) = places.iter().find_map(|place| std::fs::File::open(root.join(place).join(name)).ok()) else {
        println!("skipped: {name} is not on this machine");
        return None;
    };
    let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    Some(reader.deserialize().map(Result::unwrap).collect())
}

#[test]
fn drug_related_deaths_of_milwaukee_name_their_substances() {
    let Some(rows) = rows("milwaukee_2020_2026.csv.gz") else { return };
    let words = Vocabulary::embedded().unwrap();
    let drug: Vec<&Row> = rows.iter().filter(|row| row["DeathType"] == "Drug Related").collect();
    let (mut without, mut denied) = (Vec::new(), Vec::new());
    for row in &drug {
        let cause = format!("{}; {}", row["CauseA"], row["CauseOther"]);
        let mentions = words.mentions(&cause);
        let substances = words.find(&cause);
        if !mentions.is_empty() && substances.is_empty() {
            denied.push(cause.clone());
        }
        if substances.is_empty() {
            without.push(cause);
        }
    }
    println!("{} of {} drug-related deaths without a substance", without.len(), drug.len());
    without.iter().for_each(|cause| println!("  {cause}"));
    println!("every substance said to be of the past: {denied:?}");
    assert!(denied.len() <= 4);
    // Most of these say no more than "anoxic brain injury".
    assert!(without.len() * 40 < drug.len(), "more than one in forty without a substance");
    let poisoned = without.iter().filter(|cause| cause.to_lowercase().contains("tox")).count();
    assert!(poisoned <= 5, "{poisoned} causes speak of poisoning by something unlisted");
}

#[test]
fn kinds_of_milwaukee_agree_with_its_categories() {
    let Some(rows) = rows("milwaukee_2020_2026.csv.gz") else { return };
    let words = Vocabulary::embedded().unwrap();
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut agree: BTreeMap<(Kind, Kind), usize> = BTreeMap::new();
    for row in &rows {
        let cause = format!("{}; {}", row["CauseA"], row["CauseOther"]);
        let cause = if row["CauseA"].is_empty() && row["CauseOther"].is_empty() { "" } else { &cause };
        let substances = words.find(cause);
        let kind = classify(Some(&row["Mode"]), Some(&row["DeathType"]), Some(cause), &substances);
        *counts.entry(kind).or_default() += 1;
        if cause.is_empty() && row["DeathType"].is_empty() {
            let natural = row["Mode"] == "Natural";
            assert_eq!(kind, if natural { Kind::Natural } else { Kind::Unknown }, "{row:?}");
        }
        let by_category = classify(None, Some(&row["DeathType"]), None, &[]);
        if by_category != Kind::Unknown {
            let alone = classify(Some(&row["Mode"]), None, Some(cause), &substances);
            if by_category == Kind::Drug && alone != Kind::Drug {
                println!("  {alone}: {cause}");
            }
            *agree.entry((by_category, classify(Some(&row["Mode"]), None, Some(cause), &substances))).or_default() += 1;
        }
    }
    println!("{counts:?}");
    println!("by category, by cause alone: {agree:?}");
    assert!((3367..3450).contains(&counts[&Kind::Drug]), "{}", counts[&Kind::Drug]);
    let drugs_by_cause = agree[&(Kind::Drug, Kind::Drug)] as f64 / 3367.0;
    assert!(drugs_by_cause > 0.96, "{drugs_by_cause}");
}

#[test]
fn drug_deaths_of_connecticut_name_their_substances() {
    let Some(rows) = rows("connecticut_drug_deaths_2012_2022.csv.gz") else { return };
    let words = Vocabulary::embedded().unwrap();
    let mut without = 0;
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut unplaced: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut ghb = 0;
    for row in &rows {
        let cause = &row["Cause of Death"];
        let mut names: Vec<String> = words.find(cause).into_iter().map(str::to_owned).collect();
        for column in ["Other", "Other Opioid"] {
            for name in words.list(&row[column]).into_iter().filter(|name| name != "y") {
                if words.substance(&name).is_none() {
                    *unknown.entry(name.clone()).or_default() += 1;
                }
                names.push(name);
            }
        }
        ghb += usize::from(names.iter().any(|name| name == "GHB"));
        if words.find(cause).is_empty() {
            without += 1;
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let kind = classify(Some(&row["Manner of Death"]), None, Some(cause), &names);
        *kinds.entry(kind).or_default() += 1;
        if kind == Kind::Other || kind == Kind::Alcohol {
            println!("  {kind}: {cause} {names:?}");
        }
        for column in ["Location", "Location if Other", "Injury Place"] {
            if !row[column].is_empty() && place_kind::classify(&row[column]).is_none() {
                *unplaced.entry(&row[column]).or_default() += 1;
            }
        }
    }
    println!("{without} of {} causes without a substance; {ghb} with GHB", rows.len());
    println!("not in the vocabulary: {unknown:?}");
    println!("places not understood: {unplaced:?}");
    println!("{kinds:?}");
    assert!(without * 30 < rows.len(), "more than one in fifty without a substance");
    assert!(ghb >= 3, "{ghb}");
    assert!(unknown.values().sum::<usize>() <= 15);
}

#[test]
#[ignore = "measures speed; run it in a release build"]
fn a_million_causes_take_a_second_or_two() {
    let Some(rows) = rows("milwaukee_2020_2026.csv.gz") else { return };
    let words = Vocabulary::embedded().unwrap();
    let causes: Vec<String> = rows.iter().map(|row| format!("{}; {}", row["CauseA"], row["CauseOther"])).collect();
    let causes: Vec<&String> = causes.iter().filter(|cause| cause.len() > 2).cycle().take(1_000_000).collect();
    let bytes: usize = causes.iter().map(|cause| cause.len()).sum();
    let start = std::time::Instant::now();
    let found: usize = causes.iter().map(|cause| words.find(cause).len()).sum();
    println!("find: {:?} for {bytes} bytes, {found} substances", start.elapsed());
    let start = std::time::Instant::now();
    let drugs = causes.iter().filter(|cause| classify(None, None, Some(cause), &[]) == Kind::Drug).count();
    println!("classify: {:?}, {drugs} drug-related", start.elapsed());
    let start = std::time::Instant::now();
    let homes =
        rows.iter().cycle().take(1_000_000).filter(|row| place_kind::classify(&row["DeathAddr"]).is_some()).count();
    println!("place_kind: {:?}, {homes} told", start.elapsed());
}
