//! A register's file, taken apart once for each sheet however many ways it is read.

use crate::uploads::ImportFile;
use colligate_reader::{Reader, Stop};
use colligate_register::{Input, Limits, ReadError, ReadOptions};
use std::cell::RefCell;
use std::sync::Arc;

/// A sheet, or the only table of a file, and its rows.
type Sheet = (Option<String>, Arc<Vec<u8>>);

/// Who takes files apart, and what came of it.
pub(crate) struct TakingApart {
    reader: Reader,
    pub limits: Limits,
    stop: Stop,
    /// What a child made of each sheet asked for.
    done: RefCell<Vec<Sheet>>,
}

impl TakingApart {
    /// Nothing yet, by this reader.
    pub fn by(reader: Reader, limits: Limits, stop: Stop) -> TakingApart {
        TakingApart { reader, limits, stop, done: RefCell::default() }
    }

    /// The file to be read with these options.
    ///
    /// # Errors
    /// Where a child met one of its limits or ended.
    pub fn input(&self, file: &ImportFile, options: &ReadOptions<'_>) -> Result<Input, ReadError> {
        let ImportFile { name, bytes } = file.clone();
        let known =
            self.done.borrow().iter().find(|(sheet, _)| *sheet == options.sheet).map(|(_, apart)| apart.clone());
        if let Some(apart) = known {
            return Ok(Input::TakenApart { name, apart });
        }
        let input = self.reader.register(name, bytes, options, &self.stop)?;
        if let Input::TakenApart { apart, .. } = &input {
            self.done.borrow_mut().push((options.sheet.clone(), apart.clone()));
        }
        Ok(input)
    }
}
