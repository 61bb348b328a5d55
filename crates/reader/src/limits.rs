//! Limits of a child, and how it takes them on itself before it looks at a file.

use std::time::Duration;

/// What reading one file may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildLimits {
    /// Most bytes of memory beyond what the program takes before it looks at a file.
    pub memory: u64,
    /// Most seconds of processor time. By the clock it may take [`ChildLimits::wall`].
    pub seconds: u64,
    /// Most bytes of the answer.
    pub output: u64,
}

/// Least that a child needs to work at all, in bytes.
const LEAST: u64 = 64 << 20;

impl Default for ChildLimits {
    fn default() -> ChildLimits {
        ChildLimits { memory: 1 << 30, seconds: 60, output: 256 << 20 }
    }
}

impl ChildLimits {
    /// Longest time by the clock: twice the processor time and five seconds, since a busy machine is not the file's fault.
    pub fn wall(&self) -> Duration {
        Duration::from_secs(self.seconds.saturating_mul(2).saturating_add(5))
    }

    /// As the child is given them.
    pub(crate) fn arguments(&self) -> [String; 2] {
        [self.memory.max(LEAST).to_string(), self.seconds.max(1).to_string()]
    }

    /// Memory in words.
    pub(crate) fn memory_in_words(&self) -> String {
        format!("{} MB", self.memory.max(LEAST) >> 20)
    }
}

/// Takes limits on this process, for good: memory, processor time, no file written, none opened beyond the three it has, no core dump,
/// and an end with the process that started it.
///
/// # Errors
/// Where the system refuses one that it has. macOS takes the limit on memory and does not keep to it; Windows has none of them.
#[cfg(unix)]
pub(crate) fn confine(memory: u64, seconds: u64) -> std::io::Result<()> {
    use nix::sys::resource::{Resource, setrlimit};
    let memory = memory.saturating_add(own_memory());
    #[cfg(target_os = "linux")]
    {
        nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL)?;
        nix::sys::prctl::set_dumpable(false)?;
    }
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    setrlimit(Resource::RLIMIT_FSIZE, 0, 0)?;
    setrlimit(Resource::RLIMIT_CPU, seconds, seconds.saturating_add(1))?;
    setrlimit(Resource::RLIMIT_NOFILE, 3, 3)?;
    #[cfg(any(target_os = "linux", target_os = "android"))]
    setrlimit(Resource::RLIMIT_AS, memory, memory)?;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let _ = setrlimit(Resource::RLIMIT_DATA, memory, memory);
    Ok(())
}

/// Bytes that this process has mapped, its own code for the most; none where the system does not say.
#[cfg(unix)]
fn own_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0).saturating_mul(1024)
}

/// Nothing to take here: the clock, the length of the answer and the limits of the readers themselves hold.
#[cfg(not(unix))]
pub(crate) fn confine(_memory: u64, _seconds: u64) -> std::io::Result<()> {
    Ok(())
}
