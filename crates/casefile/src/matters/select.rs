//! The text by which matters are asked for.

/// Matters, version by version, of which this is true.
macro_rules! select_matters {
    ($where:expr) => {
        concat!(
            "SELECT m.id, m.version, m.subject, m.body, m.owner, m.due, m.state, m.by_user, m.at FROM matters m WHERE ",
            $where
        )
    };
}
pub(crate) use select_matters;

/// True for the newest version of a matter.
macro_rules! newest_matter {
    () => {
        "m.version = (SELECT MAX(n.version) FROM matters n WHERE n.id = m.id)"
    };
}
pub(crate) use newest_matter;
