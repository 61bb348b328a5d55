//! The reader and the tagger on a tiny model that `tests/names/train.py` trained, and on what is left of it after damage.

use super::model::{Label, NameModel};
use super::{NameKind, NameModelError};
use crate::mentions::Sentence;

const MODEL: &[u8] = include_bytes!("../../tests/names/model.crfsuite");
const EXPECTED: &str = include_str!("../../tests/names/expected.tsv");

fn model() -> NameModel {
    NameModel::from_bytes("model.crfsuite", MODEL).unwrap()
}

fn written(label: Label) -> String {
    let kind = match label.kind {
        None => return "O".to_owned(),
        Some(NameKind::Person) => "PER",
        Some(NameKind::Place) => "LOC",
        Some(NameKind::Organisation) => "ORG",
    };
    format!("{}-{kind}", if label.begins { "B" } else { "I" })
}

/// Whatever a model is, it labels each word once.
fn labels_all(model: &NameModel) {
    let words = ["Officers", "of", "Overmoor", "Harbour", "Board", "saw", "Pia", "Lunt", "."];
    assert_eq!(model.labels_of(&words).count(), words.len());
    assert_eq!(model.labels_of(&[]).count(), 0);
}

#[test]
fn sentences_are_labelled_as_crfsuite_itself_labels_them() {
    let model = model();
    let mut compared = 0;
    for sentence in EXPECTED.split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
        let rows: Vec<(&str, &str)> = sentence.lines().filter_map(|line| line.split_once('\t')).collect();
        let words: Vec<&str> = rows.iter().map(|(word, _)| *word).collect();
        let found: Vec<String> = model.labels_of(&words).map(written).collect();
        assert_eq!(found, rows.iter().map(|(_, label)| *label).collect::<Vec<_>>(), "{words:?}");
        compared += rows.len();
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn names_are_found_at_their_bytes() {
    let text = "“Yes.” Café owner Pia Lunt was last seen in Tidewick on Friday.";
    let sentence = Sentence { characters: 10..text.len(), paragraph: 0 };
    let found = model().find(text, &[sentence]);
    let shown: Vec<(&str, NameKind)> = found.iter().map(|name| (&text[name.characters.clone()], name.kind)).collect();
    assert!(
        shown.contains(&("Pia Lunt", NameKind::Person)) && shown.contains(&("Tidewick", NameKind::Place)),
        "{shown:?}"
    );
}

#[test]
fn a_damaged_model_is_refused_or_still_labels_and_never_panics() {
    for length in (0..MODEL.len()).step_by(5) {
        if let Ok(model) = NameModel::from_bytes("short", &MODEL[..length]) {
            labels_all(&model);
        }
    }
    let mut bytes = MODEL.to_vec();
    for at in 0..bytes.len() {
        let whole = bytes[at];
        for wrong in [0xff, whole ^ 1] {
            bytes[at] = wrong;
            if let Ok(model) = NameModel::from_bytes("wrong", &bytes) {
                labels_all(&model);
            }
        }
        bytes[at] = whole;
    }
}

#[test]
fn one_record_under_many_numbers_does_not_fill_the_memory() {
    let mut bytes = b"lCRF\0\0\0\0FOMC".to_vec();
    bytes.resize(48, 0);
    let (labels, records) = (48usize, 20_000u32);
    bytes[32..36].copy_from_slice(&(labels as u32).to_le_bytes());
    bytes.extend_from_slice(b"CQDB");
    bytes.resize(labels + 2072, 0);
    let key = bytes.len() - labels;
    bytes.extend_from_slice(&[0, 0, 0, 0]);
    bytes.extend_from_slice(&4000u32.to_le_bytes());
    bytes.extend(std::iter::repeat_n(b'a', 4000));
    let backward = bytes.len() - labels;
    (0..records).for_each(|_| bytes.extend_from_slice(&(key as u32).to_le_bytes()));
    bytes[labels + 16..labels + 20].copy_from_slice(&records.to_le_bytes());
    bytes[labels + 20..labels + 24].copy_from_slice(&(backward as u32).to_le_bytes());
    let said = NameModel::from_bytes("bomb", &bytes).unwrap_err().to_string();
    assert!(said.contains("longer than itself"), "{said}");
}

#[test]
fn what_is_no_model_of_names_is_told_apart_from_a_damaged_one() {
    assert!(matches!(NameModel::from_bytes("text", b"B-PER"), Err(NameModelError::NoModel { .. })));
    assert!(matches!(NameModel::from_bytes("cut", &MODEL[..5000]), Err(NameModelError::Damaged { .. })));
    let mut other = MODEL.to_vec();
    for at in 0..other.len() - 2 {
        if [&b"PER"[..], b"LOC", b"ORG"].contains(&&other[at..at + 3]) {
            other[at..at + 3].copy_from_slice(b"ZZZ");
        }
    }
    let said = NameModel::from_bytes("tenses", &other).unwrap_err().to_string();
    assert!(said.contains("B-ZZZ") && said.contains("B-PER"), "{said}");
    let missing = NameModel::read(std::path::Path::new("/nowhere/model")).unwrap_err().to_string();
    assert!(missing.contains("/nowhere/model"), "{missing}");
}
