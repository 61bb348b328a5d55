//! The `colligate` command line.
fn main() {}
