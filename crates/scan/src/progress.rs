//! How a scan tells how far it is. It prints nothing itself.

/// Told of each stage of a long run.
pub trait Progress: Sync {
    /// A stage begins; `total` steps are ahead.
    fn stage(&self, name: &str, total: u64);
    /// So many steps more are done.
    fn advance(&self, by: u64);
    /// True where the user wants to stop; the scan then gives up with
    /// [`ScanError::Cancelled`](crate::ScanError::Cancelled).
    fn cancelled(&self) -> bool {
        false
    }
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &str, _total: u64) {}
    fn advance(&self, _by: u64) {}
}
