//! Reads a register and says what was found: `cargo run --example read -- deaths.csv [rejects.csv] [canonical.csv]`.
//! The variable TODAY gives the day on which it is read.

use colligate_register::{Input, ReadOptions, read, write_csv, write_rejects};
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a file to read")?;
    let today = std::env::var("TODAY").ok().and_then(|day| day.parse().ok());
    let reading = read(Input::Path(path.into()), &ReadOptions { today, ..ReadOptions::default() })?;
    let summary = &reading.summary;
    println!("{} ({})", summary.source, summary.sha256);
    println!(
        "profile {}: {} rows, {} used, {} used in part, {} rejected",
        reading.profile.name, summary.rows, summary.used, summary.partly_used, summary.rejected
    );
    for column in &reading.mapping {
        println!("  {:30} {:9} {} ({})", column.column, column.filled, column.fields.join(", "), column.reason);
    }
    if let Some(told) = &reading.not_compared {
        println!("{}", told.sentences());
    }
    for note in &reading.notes {
        println!("{note}");
    }
    if let Some(path) = arguments.next() {
        write_rejects(&reading.rejects, File::create(path)?)?;
    }
    if let Some(path) = arguments.next() {
        write_csv(&reading.register, BufWriter::new(File::create(path)?))?;
    }
    Ok(())
}
