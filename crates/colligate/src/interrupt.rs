//! Ctrl-C and SIGTERM: what is half written goes away, and the program ends at once with exit code 130, whether or not anybody reads
//! what it says.

use crate::say::say;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Exit code after Ctrl-C: 128 and the number of the signal, as shells have it.
pub const INTERRUPTED: i32 = 130;

/// How often a folder is cleared while another thread may still add to it.
const ATTEMPTS: usize = 20;

static ASKED: AtomicBool = AtomicBool::new(false);
/// True while a server sees to its own end.
static SERVING: AtomicBool = AtomicBool::new(false);
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Watches for Ctrl-C from now on.
///
/// # Errors
/// Where the operating system refuses the handler.
pub fn watch() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        ASKED.store(true, Ordering::SeqCst);
        if SERVING.load(Ordering::SeqCst) {
            return;
        }
        // Held to the end: no output is put into its place any more.
        let unfinished = unfinished();
        for path in unfinished.iter() {
            remove(path);
        }
        say_and_wait("\nStopped. No result was written.\n");
        std::process::exit(INTERRUPTED);
    })
    .context("cannot watch for Ctrl-C")
}

/// From now on Ctrl-C is left to who asks [`asked`].
pub fn leave_to_server() {
    SERVING.store(true, Ordering::SeqCst);
}

/// True once Ctrl-C was pressed.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// Longest wait for standard error to take the last words: nobody may be reading it, or nobody may ever read on.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// Longest wait for the handler to end the program. Where it cannot, the program ends without it.
const HANDLER: Duration = Duration::from_secs(10);

/// Says something on a thread of its own, and goes on after a second even if nothing took it.
fn say_and_wait(text: &'static str) {
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        say(text);
        // The other end may have stopped waiting.
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(LAST_WORDS);
}

/// After Ctrl-C, waits for the handler to end the program, so that the errors it causes on its way are not shown.
pub fn let_it_finish() {
    let begun = Instant::now();
    while asked() {
        if begun.elapsed() > HANDLER {
            std::process::exit(INTERRUPTED);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Remembers an unfinished file or folder.
pub fn begin(path: &Path) {
    unfinished().push(path.to_owned());
}

/// Puts an unfinished output into its place; Ctrl-C waits until that is done.
pub fn finish<T>(path: &Path, put: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let done = put();
    unfinished.retain(|other| other != path);
    done
}

/// Removes a file or a folder with what is in it, as far as possible.
pub fn remove(path: &Path) {
    for _ in 0..ATTEMPTS {
        let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        if removed.is_ok() || !path.exists() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
