//! The program as its users meet it: arguments in; text, files and exit codes out.
#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod accounts;
mod desk;
mod help;
mod interacting;
mod late_dates;
mod nothing;
mod noting;
mod reading;
mod refusals;
mod results;
mod scanning;
mod statements;
mod subsetting;
mod surging;
mod training;
mod vague_dates;
