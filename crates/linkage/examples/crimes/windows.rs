//! Times known only to lie within a window: means over both windows of a pair, each time spread evenly over its own.

/// Shortest window, in days: a quarter of an hour.
pub const SHORTEST: f64 = 1.0 / 96.0;

/// Mean of the Laplace kernel of the gap between a time spread evenly over one window and one over another. With
/// `G(x) = |x|/2 + (s/2)·exp(−|x|/s)`, whose second derivative is the kernel, it is a second difference of `G`.
pub fn expected_laplace(a: (f64, f64), b: (f64, f64), scale: f64) -> f64 {
    over_windows(a, b, |x| 0.5 * x.abs() + 0.5 * scale * (-x.abs() / scale).exp())
}

/// Mean number of days between a time in one window and one in another. `G(x) = |x|³/6` has the gap `|x|` as its second
/// derivative, so the mean is a second difference of `G`.
pub fn expected_gap(a: (f64, f64), b: (f64, f64)) -> f64 {
    over_windows(a, b, |x| x.abs().powi(3) / 6.0)
}

/// Second difference of `g` over both windows: the mean of the second derivative of `g` at the gap.
fn over_windows(a: (f64, f64), b: (f64, f64), g: impl Fn(f64) -> f64) -> f64 {
    let widen = |(from, to): (f64, f64)| if to - from < SHORTEST { (from, from + SHORTEST) } else { (from, to) };
    let (a, b) = (widen(a), widen(b));
    let sum = g(a.1 - b.0) - g(a.1 - b.1) - g(a.0 - b.0) + g(a.0 - b.1);
    (sum / ((a.1 - a.0) * (b.1 - b.0))).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_gap_of_windows_apart_is_that_of_their_middles() {
        assert!((expected_gap((9000.0, 9001.0), (9200.0, 9204.0)) - 201.5).abs() < 1e-6);
    }

    #[test]
    fn two_times_in_one_window_are_a_third_of_it_apart() {
        assert!((expected_gap((5.0, 8.0), (5.0, 8.0)) - 1.0).abs() < 1e-9);
    }
}
