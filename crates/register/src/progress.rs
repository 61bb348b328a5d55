//! How a long run tells how far it is. The engine prints nothing itself.

/// Told of each stage of a long run.
pub trait Progress: Sync {
    /// A stage begins; `total` steps are ahead.
    fn stage(&self, name: &str, total: u64);
    /// So many steps more are done.
    fn advance(&self, by: u64);
    /// True where the user wants to stop; the run then gives up with its error `Cancelled`.
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

/// Keeps the stages of a run within a run to itself, and still hears when the user wants to stop.
pub struct Within<'a>(pub &'a dyn Progress);

impl Progress for Within<'_> {
    fn stage(&self, _name: &str, _total: u64) {}
    fn advance(&self, _by: u64) {}
    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}
