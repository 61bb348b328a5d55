//! When a series counts as much stronger than it was.

/// A series gets much stronger when its E-value falls to this share of what it was: one tenth. Other deaths, and null registers that are
/// drawn again, move the E-value of the same series, too; less than this is not told from that.
const STRONGER: f64 = 0.1;

/// True where a series is ten times as strong as it was, or more.
pub(crate) fn is_stronger(now: f64, then: f64) -> bool {
    now < then && now <= then * STRONGER
}
