//! Registers: the child takes the file apart into rows of text; what the rows mean is found out here.

use crate::Reader;
use crate::job::Job;
use crate::stop::Stop;
use colligate_register::{Format, Input, Limits, Problem, ReadError, ReadOptions, take_apart};
use std::io::{Read, Write};

impl Reader {
    /// A register's bytes as an input for [`colligate_register::read`]: as they are, or taken apart into rows by a child. `options` must be
    /// those that it is read with.
    ///
    /// # Errors
    /// Where the child met one of its limits or ended. What is wrong with the file itself is said when the input is read.
    pub fn register(
        &self,
        name: String,
        bytes: Vec<u8>,
        options: &ReadOptions<'_>,
        stop: &Stop,
    ) -> Result<Input, ReadError> {
        let Reader::Child(child) = self else { return Ok(Input::Bytes { name, bytes }) };
        let job = Job::Register {
            name: name.clone(),
            format: options.format,
            sheet: options.sheet.clone(),
            limits: options.limits.clone(),
        };
        let asked = job.head().map_err(|error| crate::ChildError::Answer(error.to_string()));
        match asked.and_then(|head| child.ask(&head, &bytes, stop)) {
            Ok(apart) => Ok(Input::TakenApart { name, apart: apart.into() }),
            Err(error) => Err(ReadError { source_name: name, line: None, problem: Problem::from(error) }),
        }
    }
}

/// What the child answers.
pub(crate) fn answer(
    name: &str,
    file: Box<dyn Read>,
    format: Option<Format>,
    sheet: Option<String>,
    limits: Limits,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let input = Input::Reader { name: name.to_owned(), reader: file };
    take_apart(input, &ReadOptions { format, sheet, limits, ..ReadOptions::default() }, out)
}
