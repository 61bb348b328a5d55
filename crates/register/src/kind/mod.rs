//! The kind of a death: the broad class against which its other features are common or rare.

mod classify;

pub use classify::{Kinds, classify};

use serde::{Deserialize, Serialize};

/// Kind of death. Backgrounds are taken among deaths of one kind, so that two overdoses do not look alike merely for
/// being overdoses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Kind {
    /// Not known (yet): unexplained, pending, no cause on record. Says nothing.
    #[default]
    Unknown,
    /// Poisoning by drugs, medicines or both.
    Drug,
    /// Acute or chronic effects of alcohol without other drugs.
    Alcohol,
    /// Fall from any height.
    Fall,
    /// Drowning or immersion.
    Drowning,
    /// Fire, smoke, burns.
    Fire,
    /// Carbon monoxide and other gases without fire.
    Gas,
    /// Road, rail, water or air traffic.
    Transport,
    /// Firearm.
    Gunshot,
    /// Knife or other sharp force.
    Sharp,
    /// Blunt force other than falls and traffic.
    Blunt,
    /// Hanging, strangulation, choking, positional asphyxia.
    Asphyxia,
    /// Heat, cold, exposure.
    Exposure,
    /// Infection, pandemic included.
    Infection,
    /// Death of an infant or around birth.
    Infant,
    /// Any other natural disease.
    Natural,
    /// A known cause that is none of the above.
    Other,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 17] = [
        Kind::Unknown,
        Kind::Drug,
        Kind::Alcohol,
        Kind::Fall,
        Kind::Drowning,
        Kind::Fire,
        Kind::Gas,
        Kind::Transport,
        Kind::Gunshot,
        Kind::Sharp,
        Kind::Blunt,
        Kind::Asphyxia,
        Kind::Exposure,
        Kind::Infection,
        Kind::Infant,
        Kind::Natural,
        Kind::Other,
    ];

    /// The words shown to people, as in "1 in 40 *drug-related* deaths".
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Unknown => "unexplained",
            Kind::Drug => "drug-related",
            Kind::Alcohol => "alcohol-related",
            Kind::Fall => "fall",
            Kind::Drowning => "drowning",
            Kind::Fire => "fire",
            Kind::Gas => "carbon monoxide or gas",
            Kind::Transport => "transport",
            Kind::Gunshot => "gunshot",
            Kind::Sharp => "sharp force",
            Kind::Blunt => "blunt force",
            Kind::Asphyxia => "asphyxia",
            Kind::Exposure => "exposure",
            Kind::Infection => "infection",
            Kind::Infant => "infant",
            Kind::Natural => "natural",
            Kind::Other => "other",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;
    /// Reads the words shown to people (`drug-related`) and the names of files (`drug`).
    fn from_str(text: &str) -> Result<Kind, String> {
        let text = text.trim().to_ascii_lowercase();
        let named = |kind: &&Kind| kind.as_str() == text || format!("{kind:?}").to_ascii_lowercase() == text;
        Kind::ALL.iter().find(named).copied().ok_or_else(|| {
            let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
            format!("{text:?} is no kind of death; the kinds are {}", known.join(", "))
        })
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
