//! The series known to belong together, from which a model is learned and by which it is judged.

use crate::read::{Read, input};
use anyhow::bail;
use clap::Args;
use colligate_register::{Labels, read_labels};
use std::path::{Path, PathBuf};

/// Where the known series are.
#[derive(Args)]
pub struct Known {
    /// Known series: a table with the columns series and death, one row for
    /// each death of each series, in any order; deaths by case number
    #[arg(long, value_name = "FILE")]
    pub labels: PathBuf,
}

impl Known {
    /// Reads them and checks them against the register.
    ///
    /// # Errors
    /// Where a line cannot be used, or no series has two deaths.
    pub fn read(&self, register: &Path, read: &Read) -> anyhow::Result<Labels> {
        if self.labels == register {
            bail!("{} cannot be both the register and its labels; name two files", register.display());
        }
        let labels = read_labels(input(&self.labels), &read.register)?;
        if labels.pairs() == 0 {
            bail!(
                "{}: each series has one death only, and one death teaches nothing about what belongs together; \
                 give at least one series of two deaths",
                labels.source
            );
        }
        Ok(labels)
    }
}
