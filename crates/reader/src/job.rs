//! What a child is asked, on its standard input: the length of the job in eight bytes, the job as JSON, and the file.

use colligate_documents::text::Limits as TextLimits;
use colligate_register::{Format, Limits as RegisterLimits};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// How a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum As {
    /// The main text, as it is shown.
    Shown,
    /// Plain text letter by letter as it was written, for the measure of its style.
    Written,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Job {
    Document { name: String, how: As, limits: TextLimits },
    Register { name: String, format: Option<Format>, sheet: Option<String>, limits: RegisterLimits },
}

/// Longest job without its file, in bytes.
const LONGEST: u64 = 1 << 20;

impl Job {
    /// As it is sent before the file.
    pub fn head(&self) -> serde_json::Result<Vec<u8>> {
        let job = serde_json::to_vec(self)?;
        Ok([&(job.len() as u64).to_le_bytes()[..], &job].concat())
    }

    /// Takes a job off the stream; what follows is the file.
    pub fn take(stream: &mut impl Read) -> std::io::Result<Job> {
        let mut length = [0; 8];
        stream.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length).min(LONGEST);
        let mut job = Vec::new();
        stream.take(length).read_to_end(&mut job)?;
        Ok(serde_json::from_slice(&job)?)
    }
}
