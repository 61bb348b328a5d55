//! Profiles: which column of a register is which field, in one TOML file a register.

mod complete;
mod guess;
mod plan;

pub(crate) use complete::{CANONICAL, completed};
pub(crate) use guess::{GUESSED, guess, is_postal};
pub(crate) use plan::Plan;

use crate::error::ProfileError;
use crate::field::Field;
use crate::parse::date::DateOrder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The profiles that come with the program, in the order in which they are tried; the canonical one is last.
const EMBEDDED: [&str; 4] = [
    include_str!("../../../profiles/milwaukee.toml"),
    include_str!("../../../profiles/connecticut.toml"),
    include_str!("../../../profiles/cook_county.toml"),
    include_str!("../../../profiles/canonical.toml"),
];

/// Which column of a register is which field, and how its values are written.
///
/// Names of columns are compared without regard to case, spaces and punctuation: `Primary Cause Line A` is
/// `primarycause_linea`. A column that the source lacks is passed over, so one profile serves older and newer exports.
///
/// ```
/// use colligate_register::Profile;
/// let profile = Profile::from_toml(r#"
///     name = "barking"
///     identify = ["Ref", "Found on"]
///     dates = "day/month/year"
///     [fields]
///     id = "Ref"
///     died = ["Died on", "Found on"]
///     cause = { join = ["Cause 1a", "Cause 1b"], with = "; " }
///     [flags]
///     GHB = "ghb"
/// "#)?;
/// assert!(profile.fits(&["REF".to_string(), "found_on".to_string()]));
/// # Ok::<(), colligate_register::ProfileError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, as in `--profile milwaukee`.
    pub name: String,
    /// What register it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Columns by which the register is recognised: all must be there; of a list, any one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identify: Vec<AnyOf>,
    /// Order of dates such as `03/04/2021`; where it is not given, the dates that allow one order only decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// How far the true place may lie from every point, in metres: about 3,000 where coordinates are those of a town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprecision_m: Option<f32>,
    /// Words before the coordinates of a `point` column that name too wide an area to be a place, as `CT`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_a_place: Vec<String>,
    /// Further values that mean "not known", as `-1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// The column or columns of each field.
    #[serde(default)]
    pub fields: BTreeMap<Field, Columns>,
    /// What values of a field stand for, where they are codes: `[values.sex] 0 = "female"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Field, BTreeMap<String, String>>,
    /// Columns that say whether one substance was found: column = substance. Yes-words put the substance on record;
    /// other text is looked through for names of substances.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub flags: BTreeMap<String, String>,
}

/// One name, or several of which any will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AnyOf {
    /// One name.
    One(String),
    /// Any of these.
    Any(Vec<String>),
}

/// The columns a field is taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Columns {
    /// One column.
    One(String),
    /// The first of these that is filled.
    First(Vec<String>),
    /// All that are filled, in one text.
    Join {
        /// The columns, in order.
        join: Vec<String>,
        /// What stands between two of them; `; ` where not given.
        #[serde(default = "semicolon")]
        with: String,
    },
}

fn semicolon() -> String {
    "; ".to_owned()
}

impl Columns {
    /// Names of the columns.
    pub fn names(&self) -> &[String] {
        match self {
            Columns::One(name) => std::slice::from_ref(name),
            Columns::First(names) | Columns::Join { join: names, .. } => names,
        }
    }
}

impl Profile {
    /// The profiles that come with the program.
    ///
    /// # Errors
    /// Never in a released program: a test reads them all.
    pub fn embedded() -> Result<Vec<Profile>, ProfileError> {
        EMBEDDED.iter().map(|text| Profile::from_toml(text)).collect()
    }

    /// The embedded profile of this name.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is none.
    pub fn named(name: &str) -> Result<Profile, ProfileError> {
        let profiles = Profile::embedded()?;
        let known = profiles.iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>().join(", ");
        profiles
            .into_iter()
            .find(|profile| profile.name == name)
            .ok_or_else(|| ProfileError::Unknown { wanted: name.to_owned(), known })
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// [`ProfileError::Unreadable`] with the line and what is wrong there.
    pub fn from_toml(text: &str) -> Result<Profile, ProfileError> {
        toml::from_str(text).map_err(|error| ProfileError::Unreadable(error.to_string().trim_end().to_owned()))
    }

    /// Writes a profile so that [`Profile::from_toml`] gives the same again.
    ///
    /// # Errors
    /// [`ProfileError::Unreadable`] where a value cannot stand in TOML.
    pub fn to_toml(&self) -> Result<String, ProfileError> {
        toml::to_string(self).map_err(|error| ProfileError::Unreadable(error.to_string()))
    }

    /// True where the columns are those of this register. A profile that identifies nothing fits nothing.
    pub fn fits(&self, columns: &[String]) -> bool {
        let columns: Vec<String> = columns.iter().map(|name| plain(name)).collect();
        let has = |name: &String| columns.contains(&plain(name));
        !self.identify.is_empty()
            && self.identify.iter().all(|any_of| match any_of {
                AnyOf::One(name) => has(name),
                AnyOf::Any(names) => names.iter().any(has),
            })
    }
}

/// Says which columns a profile names in vain. Nothing where it fits: what it names besides may be left out.
pub(crate) fn in_vain(profile: &Profile, columns: &[String]) -> Option<String> {
    let present: Vec<String> = columns.iter().map(|name| plain(name)).collect();
    let lacks = |names: &&[String]| !names.iter().any(|name| present.contains(&plain(name)));
    let of_fields = profile.fields.values().map(Columns::names);
    let of_flags = profile.flags.keys().map(std::slice::from_ref);
    let missing: Vec<&str> =
        of_fields.chain(of_flags).filter(lacks).filter_map(<[String]>::first).map(String::as_str).collect();
    (!missing.is_empty() && !profile.fits(columns))
        .then(|| format!("Profile {} names columns that the file does not have: {}.", profile.name, missing.join(", ")))
}

/// The name of a column without case, spaces and punctuation.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_profile_reads_and_survives_being_written() {
        for profile in Profile::embedded().unwrap() {
            assert!(!profile.description.is_empty(), "{}", profile.name);
            assert!(!profile.identify.is_empty(), "{}", profile.name);
            let written = profile.to_toml().unwrap();
            assert_eq!(Profile::from_toml(&written).unwrap(), profile, "{written}");
        }
    }

    #[test]
    fn an_unknown_profile_is_refused_with_the_known_names() {
        let error = Profile::named("essex").unwrap_err().to_string();
        assert!(error.contains("milwaukee") && error.contains("canonical"), "{error}");
        assert!(Profile::from_toml("nmae = 1").is_err());
    }
}
