//! Kulldorff's likelihood ratio, and a table that tells without logarithms which windows can beat a given one.

/// Log of Kulldorff's likelihood ratio of a window with `observed` cases where `expected` were, among `total` cases in
/// all: `c·ln(c/µ) + (C−c)·ln((C−c)/(C−µ))`, and 0 where there is no excess (Kulldorff 1997, equation 3; Kulldorff et
/// al. 2005). Natural logarithm.
///
/// ```
/// use colligate_scan::log_likelihood_ratio;
/// assert!((log_likelihood_ratio(4.0, 0.5, 100.0) - 4.8801).abs() < 1e-4);
/// assert_eq!(log_likelihood_ratio(1.0, 1.5, 100.0), 0.0);
/// ```
pub fn log_likelihood_ratio(observed: f64, expected: f64, total: f64) -> f64 {
    if observed <= expected {
        return 0.0;
    }
    let outside = total - observed;
    let lost = if outside > 0.0 { outside * (outside / (total - expected)).ln() } else { 0.0 };
    observed * (observed / expected).ln() + lost
}

/// Steps between the rows of [`Bounds`], in units of the log likelihood ratio: fine enough that few windows that cannot
/// win pass the test, coarse enough for the table to stay in the processor's cache.
const STEP: f64 = 0.5;

/// Highest row of [`Bounds`]; a stronger best window is tested against this row.
const ROWS: usize = 128;

/// Counts beyond this are always worked out in full.
const MOST: usize = 512;

/// For each number of cases, how small an expectation must be for a window to reach a given log likelihood ratio. The
/// ratio falls as the expectation grows, so one comparison tells whether a window is worth its logarithms.
pub(crate) struct Bounds {
    rows: Vec<Vec<f64>>,
}

impl Bounds {
    /// The table for `total` cases, of which at least `min_cases` make a cluster. Expectations are multiplied by
    /// `total`, which spares a division for each window.
    pub(crate) fn new(total: usize, min_cases: u32) -> Bounds {
        let row = |step: usize| {
            (0..=total.min(MOST))
                .map(|observed| match observed < min_cases as usize {
                    true => 0.0,
                    false => largest_expected(observed as f64, total as f64, step as f64 * STEP) * total as f64,
                })
                .collect()
        };
        Bounds { rows: (0..ROWS).map(row).collect() }
    }

    /// The row against which windows are tested that must beat this log likelihood ratio.
    pub(crate) fn row(&self, to_beat: f64) -> &[f64] {
        let row = (to_beat / STEP) as usize;
        &self.rows[row.min(ROWS - 1)]
    }
}

/// True where a window may be stronger than the one for which the row was taken; `scaled` is its expectation times
/// the number of all cases.
pub(crate) fn may_win(row: &[f64], observed: u32, scaled: f64) -> bool {
    row.get(observed as usize).is_none_or(|&bound| scaled < bound)
}

/// The expectation at which `observed` cases have this log likelihood ratio, from above.
fn largest_expected(observed: f64, total: f64, ratio: f64) -> f64 {
    let (mut low, mut high) = (0.0, observed);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if log_likelihood_ratio(observed, middle, total) > ratio {
            low = middle;
        } else {
            high = middle;
        }
    }
    high * (1.0 + 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cases_in_one_window_leave_nothing_outside() {
        assert!((log_likelihood_ratio(10.0, 5.0, 10.0) - 10.0 * 2f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn the_table_never_turns_away_a_window_that_wins() {
        let (total, min_cases) = (700, 2);
        let bounds = Bounds::new(total, min_cases);
        for observed in 2u32..600 {
            for tenths in 1..60 {
                let expected = f64::from(observed) * f64::from(tenths) / 60.0;
                let ratio = log_likelihood_ratio(f64::from(observed), expected, total as f64);
                for to_beat in [0.0, 0.3, 2.0, 2.6, 7.9, 40.0, 90.0] {
                    let passes = may_win(bounds.row(to_beat), observed, expected * total as f64);
                    assert!(passes || ratio <= to_beat, "{observed} for {expected} against {to_beat}");
                }
            }
        }
        assert!(!may_win(bounds.row(0.0), 1, 1e-6), "one case is fewer than a cluster");
        assert!(!may_win(bounds.row(0.0), 5, 5.1 * total as f64), "no excess");
    }
}
