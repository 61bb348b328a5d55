//! Modes: the ways in which cases are told apart.

use super::error::SubsetError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Values a mode may have, at most.
pub const MAX_VALUES: usize = 64;

/// One way in which cases are told apart, such as sex or age band, with the value of each case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mode {
    name: String,
    values: Vec<String>,
    of_case: Vec<u8>,
}

impl Mode {
    /// A mode by the value of each case, in the order of the cases. Values are numbered in their alphabetical order. What is
    /// not known is a value like any other: call it so.
    ///
    /// ```
    /// use colligate_scan::subset::Mode;
    /// let sex = Mode::new("sex", &["male", "female", "male"])?;
    /// assert_eq!(sex.values(), ["female", "male"]);
    /// # Ok::<(), colligate_scan::subset::SubsetError>(())
    /// ```
    ///
    /// # Errors
    /// [`SubsetError::TooManyValues`] past [`MAX_VALUES`].
    pub fn new(name: &str, of_cases: &[impl AsRef<str>]) -> Result<Mode, SubsetError> {
        let distinct: BTreeSet<&str> = of_cases.iter().map(AsRef::as_ref).collect();
        let values: Vec<String> = distinct.into_iter().map(str::to_owned).collect();
        if values.len() > MAX_VALUES {
            return Err(SubsetError::TooManyValues { mode: name.to_owned(), found: values.len(), most: MAX_VALUES });
        }
        let number = |value: &str| values.partition_point(|other| other.as_str() < value) as u8;
        let of_case = of_cases.iter().map(|value| number(value.as_ref())).collect();
        Ok(Mode { name: name.to_owned(), values, of_case })
    }

    /// A mode of yes and no: how a set of which each case may have several members, such as substances, becomes modes, one
    /// for each member that is common enough to matter. Two of them at *yes* are both together in one case.
    pub fn yes_no(name: &str, of_cases: &[bool]) -> Mode {
        Mode {
            name: name.to_owned(),
            values: ["no", "yes"].map(str::to_owned).to_vec(),
            of_case: of_cases.iter().map(|&yes| u8::from(yes)).collect(),
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its values, numbered from 0.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The number of the value of each case.
    pub fn of_case(&self) -> &[u8] {
        &self.of_case
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_alphabetically() {
        let mode = Mode::new("substance", &["xylazine", "fentanyl", "", "fentanyl"]).unwrap();
        assert_eq!(mode.values(), ["", "fentanyl", "xylazine"]);
        assert_eq!(mode.of_case(), [2, 1, 0, 1]);
        assert_eq!(Mode::yes_no("fentanyl", &[true, false]).of_case(), [1, 0]);
    }

    #[test]
    fn too_many_values_are_refused_by_name() {
        let many: Vec<String> = (0..65).map(|number| number.to_string()).collect();
        let refused = Mode::new("street", &many).unwrap_err().to_string();
        assert!(refused.starts_with("street has 65 values"), "{refused}");
    }
}
