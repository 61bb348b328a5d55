//! Calibration, detection and the time of nearest deaths, measured: the tables of `docs/method.md` and
//! `docs/performance.md`. Each prints comma-separated values.
//!
//! ```sh
//! cargo run --release -p colligate-linkage --example study -- calibrate 200       # simulated counties
//! cargo run --release -p colligate-linkage --example study -- calibrate 40 REGISTER   # a register, shuffled
//! cargo run --release -p colligate-linkage --example study -- replay 100            # the same, looked at day by day
//! cargo run --release -p colligate-linkage --example study -- factors 40            # mean Bayes factors, counties
//! cargo run --release -p colligate-linkage --example study -- factors 20 REGISTER   # the same, a register's null registers
//! cargo run --release -p colligate-linkage --example study -- detect REGISTER 40
//! cargo run --release -p colligate-linkage --example study -- nearest REGISTER 200        # milliseconds a death
//! cargo run --release -p colligate-linkage --example study -- write REGISTER 20 DIRECTORY 300 365   # for other methods
//! ```

mod average;
mod calibrate;
mod detect;
mod factors;
mod nearest;
mod replays;
mod shuffled;

use colligate_register::{Input, ReadOptions, Register, read};
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

/// Null registers drawn for each E-value of a calibration.
const DRAWS: u32 = 99;

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["calibrate", registers] => calibrate::counties(registers.parse()?),
        ["calibrate", registers, path] => calibrate::shuffles(&register(path)?, registers.parse()?),
        ["replay", registers] => replays::counties(registers.parse()?),
        ["factors", registers] => factors::counties(registers.parse()?),
        ["factors", draws, path] => factors::nulls(&register(path)?, draws.parse()?),
        ["detect", path, plants] => detect::all(&register(path)?, plants.parse()?),
        ["nearest", path, asked] => nearest::timed(&register(path)?, asked.parse()?),
        ["write", path, plants, directory, metres, days] => {
            detect::write(&register(path)?, plants.parse()?, Path::new(directory), (metres.parse()?, days.parse()?))
        }
        _ => Err("give calibrate, replay, factors, detect, nearest or write; see the top of this example".into()),
    }
}

fn register(path: &str) -> Result<Register, Failure> {
    Ok(read(Input::Path(path.into()), &ReadOptions::default())?.register)
}
