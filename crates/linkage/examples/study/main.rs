//! Calibration and detection, measured: the tables of `docs/method.md`. Each prints comma-separated values.
//!
//! ```sh
//! cargo run --release -p colligate-linkage --example study -- calibrate 200       # simulated counties
//! cargo run --release -p colligate-linkage --example study -- calibrate 40 REGISTER   # a register, shuffled
//! cargo run --release -p colligate-linkage --example study -- detect REGISTER 40
//! cargo run --release -p colligate-linkage --example study -- write REGISTER 20 DIRECTORY 300 365   # for other methods
//! ```

mod average;
mod calibrate;
mod detect;
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
        ["detect", path, plants] => detect::all(&register(path)?, plants.parse()?),
        ["write", path, plants, directory, metres, days] => {
            detect::write(&register(path)?, plants.parse()?, Path::new(directory), (metres.parse()?, days.parse()?))
        }
        _ => Err("give calibrate, detect or write; see the top of this example".into()),
    }
}

fn register(path: &str) -> Result<Register, Failure> {
    Ok(read(Input::Path(path.into()), &ReadOptions::default())?.register)
}
