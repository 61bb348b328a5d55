//! What the child does.

use crate::job::Job;
use crate::{documents, limits, register};
use std::io::{BufWriter, Error, ErrorKind, Read, Result, Write};

/// The argument by which the program is asked to be a child that reads one file. It is no command for people.
pub const COMMAND: &str = "read-child";

/// What the allocator says before it ends a program.
pub(crate) const NO_MEMORY: &str = "memory allocation of";

/// Reads the one file that standard input holds, within the limits that the arguments give, and writes what it holds to standard output.
/// To be called before anything else, for the limits hold for all that the process does.
///
/// # Errors
/// Where the limits cannot be taken, or the streams cannot be used.
pub fn read_as_child(arguments: &[String]) -> Result<()> {
    let read = read_one(arguments);
    if let Err(error) = &read
        && error.kind() == ErrorKind::OutOfMemory
    {
        let _ = writeln!(std::io::stderr(), "{NO_MEMORY} a file that is read failed");
    }
    read
}

fn read_one(arguments: &[String]) -> Result<()> {
    let [memory, seconds] = arguments else { return Err(Error::other("no limits were given")) };
    let number = |text: &String| text.parse().map_err(Error::other);
    limits::confine(number(memory)?, number(seconds)?)?;
    // A panic is caught by the reader that it happens in, or ends the child; nobody reads of it.
    std::panic::set_hook(Box::new(|_| {}));
    let mut input = std::io::stdin().lock();
    let job = Job::take(&mut input)?;
    let mut out = BufWriter::with_capacity(64 << 10, std::io::stdout().lock());
    match job {
        Job::Document { name, how, limits } => {
            let mut bytes = Vec::new();
            input.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes)?;
            serde_json::to_writer(&mut out, &documents::answer(&name, &bytes, how, &limits))?;
        }
        Job::Register { name, format, sheet, limits } => {
            drop(input);
            register::answer(&name, Box::new(std::io::stdin()), format, sheet, limits, &mut out)?;
        }
    }
    out.flush()
}
