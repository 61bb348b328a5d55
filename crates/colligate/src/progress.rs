//! How far a run is: a bar on the terminal for work of more than a second, and the time each stage took.

use crate::interrupt;
use crate::output::Screen;
use colligate_register::Progress;
use cpu_time::ProcessTime;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows stages as they come and remembers what they took.
pub struct Stages {
    shown: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    now: Option<Stage>,
    past: Vec<(String, Duration, Duration)>,
}

struct Stage {
    name: String,
    bar: ProgressBar,
    wall: Instant,
    cpu: ProcessTime,
}

impl Stages {
    /// Bars are shown on a terminal only.
    pub fn new(screen: &Screen) -> Stages {
        let shown = !screen.quiet && std::io::stderr().is_terminal();
        Stages { shown, state: Mutex::default() }
    }

    /// Begins a stage of which nobody knows yet how long it is.
    pub fn begin(&self, name: &str) {
        self.stage(name, 0);
    }

    /// Sets how much of the stage is done, where its size became known or changed.
    pub fn at(&self, done: u64, total: Option<u64>) {
        if let Some(stage) = &self.state().now {
            if let Some(total) = total {
                stage.bar.set_length(total);
                stage.bar.set_style(style(total));
            }
            stage.bar.set_position(done);
        }
    }

    /// Ends the last stage.
    pub fn done(&self) {
        self.state().end();
    }

    /// Seconds by stage, as lines of text.
    pub fn timings(&self) -> String {
        let mut state = self.state();
        state.end();
        let mut text = format!("{:<32} {:>9} {:>9}\n", "stage", "wall s", "CPU s");
        for (name, wall, cpu) in &state.past {
            text.push_str(&format!("{name:<32} {:>9.2} {:>9.2}\n", wall.as_secs_f64(), cpu.as_secs_f64()));
        }
        text
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn end(&mut self) {
        if let Some(stage) = self.now.take() {
            stage.bar.finish_and_clear();
            self.past.push((stage.name, stage.wall.elapsed(), stage.cpu.elapsed()));
        }
    }
}

impl Drop for Stages {
    fn drop(&mut self) {
        self.done();
    }
}

impl Progress for Stages {
    fn stage(&self, name: &str, total: u64) {
        let mut state = self.state();
        state.end();
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden()).with_style(style(total));
        bar.set_message(name.to_owned());
        if self.shown {
            show_later(bar.clone());
        }
        state.now = Some(Stage { name: name.to_owned(), bar, wall: Instant::now(), cpu: ProcessTime::now() });
    }

    fn advance(&self, by: u64) {
        if let Some(stage) = &self.state().now {
            stage.bar.inc(by);
        }
    }

    fn cancelled(&self) -> bool {
        interrupt::asked()
    }
}

fn style(total: u64) -> ProgressStyle {
    let template = match total {
        0 | 1 => "{spinner} {msg}, {elapsed}",
        _ => "{msg} {wide_bar} {percent}% {eta} left",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn show_later(bar: ProgressBar) {
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if !bar.is_finished() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(200));
        }
    });
}
