//! A register's file as it comes in.

use colligate_register::Limits;

/// A register file as it came.
#[derive(Clone, Debug)]
pub struct ImportFile {
    /// Its name, without the folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Limits of a register that is taken in: more rows would take more memory than a server has to spare. A country's register is more;
/// who has the memory allows more.
pub fn upload_limits() -> Limits {
    Limits { rows: 250_000, text_bytes: 256 << 20, decompressed_bytes: 2 << 30, ..Limits::default() }
}
