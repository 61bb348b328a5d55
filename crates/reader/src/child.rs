//! A child process that reads one file.

use crate::error::ChildError;
use crate::gate::Gate;
use crate::inside::{COMMAND, NO_MEMORY};
use crate::limits::ChildLimits;
use crate::stop::Stop;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often it is looked whether anybody still waits.
const LOOK: Duration = Duration::from_millis(20);
/// What is kept of a child's complaints, in bytes.
const COMPLAINTS: u64 = 8 << 10;
/// What is said where the stack ends.
const NO_STACK: &str = "overflowed its stack";

/// How children are made: of which program, within which limits, and how many at once.
#[derive(Clone, Debug)]
pub struct Child {
    program: PathBuf,
    limits: ChildLimits,
    gate: Gate,
}

impl Child {
    /// Children of this program, which answers [`COMMAND`] with [`read_as_child`](crate::read_as_child); at most so many at once.
    pub fn of(program: impl Into<PathBuf>, limits: ChildLimits, at_once: usize) -> Child {
        let program = program.into();
        // It works in another folder than its parent.
        let program = std::path::absolute(&program).unwrap_or(program);
        Child { program, limits, gate: Gate::new(at_once) }
    }

    /// Children of the program that runs.
    ///
    /// # Errors
    /// Where it cannot be found.
    pub fn of_this_program(limits: ChildLimits, at_once: usize) -> std::io::Result<Child> {
        // Where there is such a thing it stays right when the program is replaced under a server that runs.
        let this = PathBuf::from("/proc/self/exe");
        let program = if this.exists() { this } else { std::env::current_exe()? };
        Ok(Child::of(program, limits, at_once))
    }

    /// Its limits.
    pub fn limits(&self) -> ChildLimits {
        self.limits
    }

    /// The answer of a child to a job and a file.
    pub(crate) fn ask(&self, head: &[u8], file: &[u8], stop: &Stop) -> Result<Vec<u8>, ChildError> {
        let _place = self.gate.enter(stop).ok_or(ChildError::Stopped)?;
        let mut running = Running(self.start().map_err(ChildError::Start)?);
        let (input, output, complaints) = (running.0.stdin.take(), running.0.stdout.take(), running.0.stderr.take());
        let most = self.limits.output;
        let (done, answer) = channel();
        let deadline = Instant::now() + self.limits.wall();
        let (outcome, said) = std::thread::scope(|scope| {
            // A child that ends early closes its streams: what cannot be sent or read then is no error of its own.
            scope.spawn(move || input.map(|mut input| input.write_all(head).and_then(|()| input.write_all(file))));
            scope.spawn(move || {
                let mut bytes = Vec::new();
                let _ = output.map(|output| output.take(most.saturating_add(1)).read_to_end(&mut bytes));
                let _ = done.send(bytes);
            });
            let said = scope.spawn(move || kept(complaints));
            let outcome = waited(&answer, &mut running, deadline, stop);
            if outcome.as_ref().is_ok_and(|(answer, _)| answer.len() as u64 > most) || outcome.is_err() {
                running.end();
            }
            (outcome, said.join().unwrap_or_default())
        });
        let (answer, status) = match outcome {
            Ok(got) => got,
            Err(Given::Up) => return Err(ChildError::Stopped),
            Err(Given::Time) => return Err(self.too_slow()),
        };
        if answer.len() as u64 > most {
            return Err(ChildError::Output { limit: format!("{} MB", most >> 20) });
        }
        match status {
            Some(status) if status.success() => Ok(answer),
            Some(status) => Err(self.why(status, &said)),
            None => Err(self.too_slow()),
        }
    }

    fn start(&self) -> std::io::Result<std::process::Child> {
        let mut command = Command::new(&self.program);
        command.arg(COMMAND).args(self.limits.arguments()).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        command.current_dir("/");
        command.spawn()
    }

    fn too_slow(&self) -> ChildError {
        ChildError::Time { limit: format!("{} s", self.limits.seconds) }
    }

    /// Why a child ended without success.
    fn why(&self, status: ExitStatus, said: &str) -> ChildError {
        if said.contains(NO_MEMORY) {
            return ChildError::Memory { limit: self.limits.memory_in_words() };
        }
        if said.contains(NO_STACK) {
            return ChildError::Crashed("came to the end of its stack".to_owned());
        }
        match signal(status) {
            Some(Signal::ProcessorTime) => self.too_slow(),
            Some(Signal::Killed) => {
                ChildError::Crashed("was ended from outside, as a machine short of memory does".to_owned())
            }
            Some(Signal::Other(number)) => ChildError::Crashed(format!("ended with signal {number}")),
            None => ChildError::Crashed(format!("ended with {status}")),
        }
    }
}

/// Why a child is not waited for any more.
enum Given {
    Up,
    Time,
}

/// The answer and how the child ended; no end where it closed its output and went on.
fn waited(
    answer: &Receiver<Vec<u8>>,
    running: &mut Running,
    deadline: Instant,
    stop: &Stop,
) -> Result<(Vec<u8>, Option<ExitStatus>), Given> {
    let answer = loop {
        match answer.recv_timeout(LOOK) {
            Ok(answer) => break answer,
            Err(RecvTimeoutError::Disconnected) => break Vec::new(),
            Err(RecvTimeoutError::Timeout) if stop.is_given() => return Err(Given::Up),
            Err(RecvTimeoutError::Timeout) if Instant::now() > deadline => return Err(Given::Time),
            Err(RecvTimeoutError::Timeout) => {}
        }
    };
    loop {
        match running.0.try_wait() {
            Ok(Some(status)) => return Ok((answer, Some(status))),
            _ if Instant::now() > deadline => return Ok((answer, None)),
            _ if stop.is_given() => return Err(Given::Up),
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// The beginning of what a child complains of; the rest is read and let go, so that it is not kept from ending.
fn kept(complaints: Option<std::process::ChildStderr>) -> String {
    let Some(mut complaints) = complaints else { return String::new() };
    let mut beginning = Vec::new();
    let _ = complaints.by_ref().take(COMPLAINTS).read_to_end(&mut beginning);
    let _ = std::io::copy(&mut complaints, &mut std::io::sink());
    String::from_utf8_lossy(&beginning).into_owned()
}

/// A child that does not outlive what waits for it.
struct Running(std::process::Child);

impl Running {
    fn end(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.0.try_wait(), Ok(Some(_))) {
            self.end();
        }
    }
}

enum Signal {
    ProcessorTime,
    Killed,
    Other(i32),
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<Signal> {
    use nix::sys::signal::Signal as Named;
    use std::os::unix::process::ExitStatusExt;
    let number = status.signal()?;
    Some(match number {
        number if number == Named::SIGXCPU as i32 => Signal::ProcessorTime,
        number if number == Named::SIGKILL as i32 => Signal::Killed,
        number => Signal::Other(number),
    })
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<Signal> {
    None
}
