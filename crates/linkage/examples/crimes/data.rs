//! Reader of the fictitious burglaries of the R package crimelinkage (Porter 2021), and of the split and folds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One burglary.
pub struct Crime {
    /// Kilometres on a plane.
    pub at: (f64, f64),
    /// Earliest and latest time at which it can have happened, in days since 1970.
    pub from: f64,
    pub to: f64,
    /// Three codes of the way it was done; `None` where not recorded.
    pub mo: [Option<u32>; 3],
}

/// A labelled pair.
pub struct Pair {
    pub i: usize,
    pub j: usize,
    pub linked: bool,
    /// True in the training part of the split.
    pub train: bool,
    /// 1 over the linked pairs of its series; 1 for an unlinked pair.
    pub weight: f64,
    /// The evidence as the package gives it: kilometres, days, hours of the day, days of the week, equal codes.
    pub peers: Vec<f64>,
}

pub struct Crimes {
    pub crimes: Vec<Crime>,
    pub pairs: Vec<Pair>,
    /// Fold of each crime with a known offender, 0 to 9.
    pub fold: Vec<Option<usize>>,
    /// Crimes of each known offender.
    pub offenders: Vec<Vec<usize>>,
}

/// The folder of the data beside the repository, if it is there.
pub fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["../../../shared/data/series", "../../../../shared/data/series"]
        .into_iter()
        .map(|path| root.join(path))
        .chain(std::env::var_os("COLLIGATE_SERIES").map(PathBuf::from))
        .find(|path| path.join("crimes.csv").is_file())
}

type Failure = Box<dyn std::error::Error>;

fn rows(path: PathBuf) -> Result<Vec<BTreeMap<String, String>>, Failure> {
    let mut reader = csv::Reader::from_path(path)?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

pub fn read(folder: &Path) -> Result<Crimes, Failure> {
    let mut number = BTreeMap::new();
    let mut codes: [BTreeMap<String, u32>; 3] = Default::default();
    let mut crimes = Vec::new();
    for row in rows(folder.join("crimes.csv"))? {
        number.insert(row["crimeID"].clone(), crimes.len());
        let mut mo = [None; 3];
        for (k, name) in ["MO1", "MO2", "MO3"].into_iter().enumerate() {
            let next = codes[k].len() as u32;
            mo[k] = (row[name] != "NA").then(|| *codes[k].entry(row[name].clone()).or_insert(next));
        }
        crimes.push(Crime {
            at: (row["X"].parse::<f64>()? / 1000.0, row["Y"].parse::<f64>()? / 1000.0),
            from: days(&row["DT.FROM"])?,
            to: days(&row["DT.TO"])?,
            mo,
        });
    }
    let mut pairs = Vec::new();
    for row in rows(folder.join("pairs_evidence_split.csv"))? {
        pairs.push(Pair {
            i: number[&row["i1"]],
            j: number[&row["i2"]],
            linked: row["Y"] == "1",
            train: row["train"] == "TRUE",
            weight: row["weight"].parse()?,
            peers: ["spatial", "temporal", "tod", "dow", "MO1", "MO2", "MO3"]
                .into_iter()
                .map(|name| row[name].parse())
                .collect::<Result<_, _>>()?,
        });
    }
    let mut fold = vec![None; crimes.len()];
    for row in rows(folder.join("folds.csv"))? {
        let crime = number[&row["crimeID"]];
        fold[crime] = Some(row["fold"].parse::<usize>()? - 1);
    }
    let mut offenders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in rows(folder.join("offenders.csv"))? {
        if let Some(&crime) = number.get(&row["crimeID"]) {
            offenders.entry(row["offenderID"].clone()).or_default().push(crime);
        }
    }
    offenders.values_mut().for_each(|crimes| {
        crimes.sort_unstable();
        crimes.dedup();
    });
    Ok(Crimes { crimes, pairs, fold, offenders: offenders.into_values().collect() })
}

/// Days since 1970 of `1993-01-06 23:55:00`.
fn days(text: &str) -> Result<f64, Failure> {
    let (date, time) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let day: colligate_register::Day = date.parse()?;
    let mut parts = time.split(':').map(str::parse::<f64>);
    let mut next = || parts.next().unwrap_or(Ok(0.0));
    Ok(f64::from(day.0) + next()? / 24.0 + next()? / 1440.0 + next()? / 86400.0)
}
