//! Files that nobody vouches for: what reading one may take.

use anyhow::Context;
use clap::Args;
use colligate_casefile::upload_limits;
use colligate_reader::{Child, ChildLimits, Reader};
use colligate_register::Limits;

/// Bytes of a megabyte, as the options count.
const MEGABYTE: u64 = 1 << 20;

/// What a child process that reads one file may take.
#[derive(Args, Clone)]
#[command(next_help_heading = "Limits on files")]
pub struct Untrusted {
    /// Memory that reading one file may take, in megabytes
    #[arg(
        long, value_name = "MB", env = "COLLIGATE_READ_MEMORY", hide_env_values = true, default_value_t = 1024,
        value_parser = clap::value_parser!(u64).range(64..=1_048_576)
    )]
    pub read_memory: u64,
    /// Processor time that reading one file may take, in seconds
    #[arg(
        long, value_name = "S", env = "COLLIGATE_READ_SECONDS", hide_env_values = true, default_value_t = 60,
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    pub read_seconds: u64,
}

impl Default for Untrusted {
    fn default() -> Untrusted {
        Untrusted { read_memory: 1024, read_seconds: 60 }
    }
}

impl Untrusted {
    /// Reads each file in a child process, at most so many at once.
    ///
    /// # Errors
    /// Where the program cannot be found to be started again.
    pub fn reader(&self, at_once: usize) -> anyhow::Result<Reader> {
        let limits = ChildLimits {
            memory: self.read_memory.saturating_mul(MEGABYTE),
            seconds: self.read_seconds,
            ..ChildLimits::default()
        };
        let child = Child::of_this_program(limits, at_once);
        Ok(Reader::Child(child.context("this program cannot be found, to be started again for each file")?))
    }
}

/// How large a register that is taken in may be.
#[derive(Args, Clone)]
#[command(next_help_heading = "Limits on files")]
pub struct Uploads {
    /// Rows of a register that is taken in, at most
    #[arg(
        long, value_name = "N", env = "COLLIGATE_MOST_ROWS", hide_env_values = true, default_value_t = upload_limits().rows,
        value_parser = clap::value_parser!(u64).range(1..)
    )]
    pub most_rows: u64,
    /// Text of its rows, unpacked, in megabytes, at most
    #[arg(
        long, value_name = "MB", env = "COLLIGATE_MOST_MB", hide_env_values = true,
        default_value_t = upload_limits().text_bytes / MEGABYTE, value_parser = clap::value_parser!(u64).range(1..=1_048_576)
    )]
    pub most_mb: u64,
}

impl Default for Uploads {
    fn default() -> Uploads {
        let Limits { rows, text_bytes, .. } = upload_limits();
        Uploads { most_rows: rows, most_mb: text_bytes / MEGABYTE }
    }
}

impl Uploads {
    /// As the reader of registers takes them.
    pub fn limits(&self) -> Limits {
        let text_bytes = self.most_mb.saturating_mul(MEGABYTE);
        Limits { rows: self.most_rows, text_bytes, ..upload_limits() }
    }
}
