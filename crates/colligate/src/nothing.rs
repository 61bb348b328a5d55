//! The end of a command that could compare nothing: neither success nor bad input.

/// Nothing could be compared, for want of places or dates.
#[derive(Debug)]
pub struct NothingCompared {
    /// Why, and what to do.
    pub told: String,
    /// It stands in what was printed already.
    pub shown: bool,
}

impl std::fmt::Display for NothingCompared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told)
    }
}

impl std::error::Error for NothingCompared {}
