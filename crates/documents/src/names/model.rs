//! A model of CRFsuite, read into memory and checked on the way: a damaged file ends in an error, never in a panic or in more memory
//! than a few times its size.
//!
//! The layout is that of CRFsuite 0.12 (`crf1d_model.c`, `cqdb.c`): a header of 48 bytes, the features with their weights, and two
//! databases, of labels and of attributes, from which the names are taken by their numbers.

use super::{NameKind, NameModelError};
use rustc_hash::FxHashMap;
use std::path::Path;

/// Largest file: far beyond a model of names with millions of features.
const LARGEST: u64 = 256 << 20;
/// Most labels: their square is the work of each word. Four kinds of name have nine.
const LABELS: usize = 64;
/// Longest attribute, in bytes.
const LONGEST: usize = 4096;
/// Bytes of the header of a chunk of features, and of one feature.
const CHUNK: usize = 12;
const FEATURE: usize = 20;

/// What a label says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// What it is part of; none for words of no name, or of a kind that is not asked for.
    pub kind: Option<NameKind>,
    /// True where a name begins with it.
    pub begins: bool,
}

/// A model of names, ready for use.
pub struct NameModel {
    pub(super) labels: Vec<Label>,
    /// Number of each attribute.
    pub(super) attributes: FxHashMap<Box<str>, u32>,
    /// Weights of the attributes for labels, by attribute; where those of an attribute begin.
    pub(super) states: Vec<(u32, f64)>,
    pub(super) starts: Vec<u32>,
    /// Weight of each label after each: the one before times the number of labels, and the one behind.
    pub(super) transitions: Vec<f64>,
}

impl std::fmt::Debug for NameModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (labels, attributes) = (&self.labels, self.attributes.len());
        f.debug_struct("NameModel").field("labels", labels).field("attributes", &attributes).finish_non_exhaustive()
    }
}

impl NameModel {
    /// Reads a model from its file.
    ///
    /// # Errors
    /// [`NameModelError`].
    pub fn read(path: &Path) -> Result<NameModel, NameModelError> {
        let refuse = |error: std::io::Error| NameModelError::Io { path: path.to_owned(), error };
        let name = path.display().to_string();
        let size = std::fs::metadata(path).map_err(refuse)?.len();
        if size > LARGEST {
            return Err(NameModelError::TooLarge { name, size, limit: LARGEST });
        }
        NameModel::from_bytes(&name, &std::fs::read(path).map_err(refuse)?)
    }

    /// Reads a model from its bytes; its name is for errors.
    ///
    /// # Errors
    /// [`NameModelError`].
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<NameModel, NameModelError> {
        if bytes.get(..4) != Some(b"lCRF") || bytes.get(8..12) != Some(b"FOMC") {
            return Err(NameModelError::NoModel { name: name.to_owned() });
        }
        let (model, labels) =
            whole(&Bytes(bytes)).map_err(|reason| NameModelError::Damaged { name: name.to_owned(), reason })?;
        if model.labels.iter().all(|label| label.kind.is_none()) {
            return Err(NameModelError::NoNames { name: name.to_owned(), labels: labels.join(", ") });
        }
        Ok(model)
    }
}

/// Bytes of which none is taken for granted.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn four(&self, at: usize) -> Result<u32, String> {
        let bytes = at.checked_add(4).and_then(|end| self.0.get(at..end)).and_then(|four| four.try_into().ok());
        bytes.map(u32::from_le_bytes).ok_or_else(|| format!("it ends before byte {at}"))
    }

    fn number(&self, at: usize) -> Result<f64, String> {
        let bytes = at.checked_add(8).and_then(|end| self.0.get(at..end)).and_then(|eight| eight.try_into().ok());
        let number = bytes.map(f64::from_le_bytes).ok_or_else(|| format!("it ends before byte {at}"))?;
        if number.is_finite() { Ok(number) } else { Err(format!("the weight at byte {at} is no number")) }
    }

    fn is(&self, at: usize, sign: &[u8; 4]) -> Result<(), String> {
        let found = at.checked_add(4).and_then(|end| self.0.get(at..end));
        let named = String::from_utf8_lossy(sign);
        if found == Some(sign) { Ok(()) } else { Err(format!("no {named} at byte {at}")) }
    }

    /// The names of a database by their numbers.
    fn names(&self, begin: usize) -> Result<Vec<&str>, String> {
        self.is(begin, b"CQDB")?;
        let count = self.four(begin + 16)? as usize;
        let backward = begin.saturating_add(self.four(begin + 20)? as usize);
        if count > self.0.len() / 4 {
            return Err(format!("{count} names in {} bytes", self.0.len()));
        }
        let mut names = Vec::with_capacity(count);
        let mut bytes = 0;
        for number in 0..count {
            let record = begin.saturating_add(self.four(backward.saturating_add(4 * number))? as usize);
            let length = self.four(record.saturating_add(4))? as usize;
            let key = record.saturating_add(8);
            // The length counts the zero at its end.
            let text = key.checked_add(length).and_then(|end| self.0.get(key..end)).and_then(|text| text.split_last());
            let text = text.filter(|_| length <= LONGEST).and_then(|(_, text)| std::str::from_utf8(text).ok());
            bytes += length;
            // Were many numbers of one record, a small file could become large.
            if bytes > self.0.len() {
                return Err("its names are longer than itself".to_owned());
            }
            names.push(text.ok_or_else(|| format!("name {number} cannot be read"))?);
        }
        Ok(names)
    }
}

/// The model with the names of its labels.
fn whole(bytes: &Bytes<'_>) -> Result<(NameModel, Vec<String>), String> {
    let at = |field: usize| bytes.four(4 * field).map(|number| number as usize);
    let (features, label_names) = (at(7)?, bytes.names(at(8)?)?);
    if label_names.is_empty() || label_names.len() > LABELS {
        return Err(format!("it has {} labels; {LABELS} are the most", label_names.len()));
    }
    let mut attributes: FxHashMap<Box<str>, u32> = FxHashMap::default();
    for (number, name) in bytes.names(at(9)?)?.into_iter().enumerate() {
        attributes.insert(name.into(), number as u32);
    }
    let (labels, numbers) = (label_names.len(), attributes.len());
    bytes.is(features, b"FEAT")?;
    let count = bytes.four(features + 8)? as usize;
    if count > bytes.0.len() / FEATURE {
        return Err(format!("{count} features in {} bytes", bytes.0.len()));
    }
    let mut transitions = vec![0.0; labels * labels];
    let mut weights: Vec<(u32, u32, f64)> = Vec::with_capacity(count);
    for number in 0..count {
        let one = features + CHUNK + FEATURE * number;
        let (kind, from, to) = (bytes.four(one)?, bytes.four(one + 4)?, bytes.four(one + 8)?);
        let weight = bytes.number(one + 12)?;
        let (source, target) = (from as usize, to as usize);
        match kind {
            0 if source < numbers && target < labels => weights.push((from, to, weight)),
            1 if source < labels && target < labels => {
                if let Some(slot) = transitions.get_mut(source * labels + target) {
                    *slot = weight;
                }
            }
            _ => return Err(format!("feature {number} is of no label or attribute")),
        }
    }
    weights.sort_by_key(|&(attribute, label, _)| (attribute, label));
    let starts = (0..=numbers).map(|number| weights.partition_point(|one| (one.0 as usize) < number) as u32).collect();
    let model = NameModel {
        labels: label_names.iter().map(|name| label(name)).collect(),
        attributes,
        states: weights.into_iter().map(|(_, label, weight)| (label, weight)).collect(),
        starts,
        transitions,
    };
    Ok((model, label_names.into_iter().map(str::to_owned).collect()))
}

/// What a label means: `B-PER`, `I-PER`, `O`; others say of no name that is asked for.
fn label(name: &str) -> Label {
    let (place, kind) = name.split_once('-').unwrap_or(("", name));
    let kind = match kind.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => Some(NameKind::Person),
        "LOC" | "LOCATION" | "GPE" => Some(NameKind::Place),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some(NameKind::Organisation),
        _ => None,
    };
    Label { kind, begins: matches!(place, "B" | "S" | "U") }
}
