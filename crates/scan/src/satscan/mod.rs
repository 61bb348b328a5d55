//! SaTScan's own files, read as they are: parameters (`.prm`), cases, controls, population, coordinates and grid.
//!
//! A parameter that is set to something this crate does not do is an error that names it, or, where it only asks for something more to be
//! written, a warning. Rows that SaTScan refuses are
//! errors with file and line; rows that it leaves out are left out and counted.

mod dates;
mod error;
mod files;
mod ini;
mod names;
mod parameters;
mod request;
mod rows;
mod rules;
mod source;

pub use error::FileError;
pub use parameters::read_parameters;
pub use request::{InputFiles, Outputs, ScanFiles, ScanRequest, Sources};
pub use source::{Field, Source};
