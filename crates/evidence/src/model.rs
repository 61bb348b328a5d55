//! The model: every parameter, in one TOML file that a reader can follow.

use crate::weight::Weight;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The parameters of all evidence. The embedded default ([`Model::default`]) documents each number with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Name shown beside results.
    pub name: String,
    /// Distance between two deaths.
    pub place: PlaceModel,
    /// Gap between two deaths.
    pub time: Scaled,
    /// Difference of ages; scale in years.
    pub age: Scaled,
    /// Kind of death.
    pub kind: Plain,
    /// Sex.
    pub sex: Plain,
    /// Manner.
    pub manner: Plain,
    /// Category.
    pub category: Plain,
    /// Kind of place.
    pub place_kind: Plain,
    /// Substances.
    pub substances: SetModel,
    /// Circumstances.
    pub circumstances: SetModel,
    /// Contacts.
    pub contacts: SetModel,
    /// Cause text.
    pub cause: TextModel,
    /// Narrative.
    pub narrative: TextModel,
    /// Groups of dependent evidence: `findings` (substances, cause) and `scene` (circumstances, narrative).
    pub groups: Groups,
}

/// Parameters of place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceModel {
    /// Probability that place is carried over.
    pub w: f64,
    /// Scale of the heavy-tailed kernel, in metres.
    pub scale_m: f64,
    /// Share of the kernel at the very same address.
    pub same_address: f64,
    /// Probability that an institution or other place where many die is carried over.
    pub w_same_institution: f64,
}

/// A kernel with a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scaled {
    /// Probability that the value is carried over.
    pub w: f64,
    /// Scale of the kernel: days for time, years for age.
    pub scale: f64,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plain {
    /// Probability that the value is carried over.
    pub w: f64,
}

/// A set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetModel {
    /// Probability that the set is carried over at all.
    pub w: f64,
    /// Probability that each member is, where members are carried over one by one.
    pub carry: f64,
}

/// A text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextModel {
    /// Probability that the text is carried over.
    pub w: f64,
    /// Exponent of the calibrator, above 0 and below 1: the smaller, the more only near-copies count.
    pub kappa: f64,
}

/// Groups of dependent evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    /// Substances and cause text.
    pub findings: GroupModel,
    /// Circumstances and narrative.
    pub scene: GroupModel,
}

/// A group of dependent evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupModel {
    /// Greatest weight of the group for one pair.
    pub cap: Weight,
}

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It is not TOML of the right shape.
    #[error("the model file cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// A number is outside its range.
    #[error("model: {name} is {found}, but must lie {range}")]
    Range {
        /// Which number.
        name: String,
        /// What was found.
        found: f64,
        /// What would work.
        range: &'static str,
    },
}

/// The embedded default model file.
const DEFAULT: &str = include_str!("../models/default.toml");

impl Model {
    /// Reads a model file and checks every number.
    pub fn from_toml(text: &str) -> Result<Model, ModelError> {
        let model: Model = toml::from_str(text)?;
        model.check()?;
        Ok(model)
    }

    /// Reads a model file that may tell a part only: what it does not tell is as in the default model, whose name it then
    /// bears with a mark, unless it gives its own.
    ///
    /// ```
    /// use colligate_evidence::Model;
    /// let model = Model::changing_default("[time]\nscale = 200.0\n")?;
    /// assert_eq!((model.time.scale, model.age), (200.0, Model::default().age));
    /// let error = Model::changing_default("[time]\nscales = 200.0\n").unwrap_err();
    /// assert!(error.to_string().contains("scales"));
    /// # Ok::<(), colligate_evidence::ModelError>(())
    /// ```
    ///
    /// # Errors
    /// Where it is no TOML, where a key is unknown or holds no number, and where a number is outside its range.
    pub fn changing_default(text: &str) -> Result<Model, ModelError> {
        let changes: toml::Table = toml::from_str(text)?;
        let mut all: toml::Table = toml::from_str(DEFAULT)?;
        let named = changes.contains_key("name");
        lay_over(&mut all, changes);
        let mut model: Model = all.try_into()?;
        if !named && model != Model::default() {
            model.name.push_str(", changed");
        }
        model.check()?;
        Ok(model)
    }

    /// The default model file with its comments.
    pub fn default_toml() -> &'static str {
        DEFAULT
    }

    /// The model as canonical TOML: every number, no comments.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// SHA-256 of the canonical TOML, in hexadecimal: written beside every result.
    pub fn hash(&self) -> String {
        Sha256::digest(self.to_toml()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn check(&self) -> Result<(), ModelError> {
        let shares = [
            ("place.w", self.place.w),
            ("place.same_address", self.place.same_address),
            ("place.w_same_institution", self.place.w_same_institution),
            ("time.w", self.time.w),
            ("age.w", self.age.w),
            ("kind.w", self.kind.w),
            ("sex.w", self.sex.w),
            ("manner.w", self.manner.w),
            ("category.w", self.category.w),
            ("place_kind.w", self.place_kind.w),
            ("substances.w", self.substances.w),
            ("substances.carry", self.substances.carry),
            ("circumstances.w", self.circumstances.w),
            ("circumstances.carry", self.circumstances.carry),
            ("contacts.w", self.contacts.w),
            ("contacts.carry", self.contacts.carry),
            ("cause.w", self.cause.w),
            ("narrative.w", self.narrative.w),
        ];
        for (name, found) in shares {
            // At 1 a single mismatch would make the factor zero: one wrong field would hide a link.
            if !(0.0..=0.999).contains(&found) {
                return Err(ModelError::Range { name: name.into(), found, range: "from 0 to 0.999" });
            }
        }
        let scales =
            [("place.scale_m", self.place.scale_m), ("time.scale", self.time.scale), ("age.scale", self.age.scale)];
        for (name, found) in scales {
            if !(found.is_finite() && found > 0.0) {
                return Err(ModelError::Range { name: name.into(), found, range: "above 0" });
            }
        }
        for (name, found) in [("cause.kappa", self.cause.kappa), ("narrative.kappa", self.narrative.kappa)] {
            if !(found > 0.0 && found < 1.0) {
                return Err(ModelError::Range { name: name.into(), found, range: "above 0 and below 1" });
            }
        }
        for (name, cap) in
            [("groups.findings.cap", self.groups.findings.cap), ("groups.scene.cap", self.groups.scene.cap)]
        {
            if !(cap.0 > 0.0 && cap.0 <= 12.0) {
                return Err(ModelError::Range { name: name.into(), found: cap.0, range: "above 0 and at most 12" });
            }
        }
        Ok(())
    }
}

/// Puts the values of one table in the place of those of another, table by table.
fn lay_over(all: &mut toml::Table, changes: toml::Table) {
    for (key, change) in changes {
        match (all.get_mut(&key), change) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(changes)) => lay_over(inner, changes),
            (_, change) => {
                all.insert(key, change);
            }
        }
    }
}

impl Default for Model {
    /// The embedded default model; a test holds that it can be read.
    fn default() -> Model {
        match Model::from_toml(DEFAULT) {
            Ok(model) => model,
            Err(error) => unreachable!("the embedded model is checked by a test: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_model_can_be_read_and_round_trips() {
        let model = Model::from_toml(DEFAULT).unwrap();
        assert_eq!(Model::from_toml(&model.to_toml()).unwrap(), model);
        assert_eq!(model.hash().len(), 64);
    }

    #[test]
    fn a_number_out_of_range_is_named() {
        let text = DEFAULT.replacen("w = 0.", "w = 1.", 1);
        let error = Model::from_toml(&text).unwrap_err().to_string();
        assert!(error.contains("place.w"), "{error}");
    }
}
