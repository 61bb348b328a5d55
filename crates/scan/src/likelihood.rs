//! Kulldorff's likelihood ratios.

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
    if observed <= expected { 0.0 } else { Statistic::Poisson { cases: total }.ratio(observed, expected) }
}

/// The statistic of a model, as a function of the cases in a window and of its *measure*: the cases expected there for the
/// Poisson and the permutation model, the people there (cases and controls) for the Bernoulli model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Statistic {
    /// Poisson, and space-time permutation, whose windows are judged alike.
    Poisson {
        /// Cases in all, which is also the measure in all.
        cases: f64,
    },
    /// Bernoulli.
    Bernoulli {
        /// Cases in all.
        cases: f64,
        /// Cases and controls in all.
        people: f64,
    },
}

impl Statistic {
    /// Cases in all.
    pub(crate) fn cases(self) -> f64 {
        match self {
            Statistic::Poisson { cases } | Statistic::Bernoulli { cases, .. } => cases,
        }
    }

    /// Measure in all.
    pub(crate) fn measure(self) -> f64 {
        match self {
            Statistic::Poisson { cases } => cases,
            Statistic::Bernoulli { people, .. } => people,
        }
    }

    /// Cases expected in a window of this measure.
    pub(crate) fn expected(self, measure: f64) -> f64 {
        match self {
            Statistic::Poisson { .. } => measure,
            Statistic::Bernoulli { cases, people } => measure * (cases / people),
        }
    }

    /// More cases than expected.
    #[inline]
    pub(crate) fn is_high(self, observed: f64, measure: f64) -> bool {
        measure > 0.0 && observed * self.measure() > measure * self.cases()
    }

    /// Fewer cases than expected.
    #[inline]
    pub(crate) fn is_low(self, observed: f64, measure: f64) -> bool {
        measure > 0.0 && observed * self.measure() < measure * self.cases()
    }

    /// Log of the likelihood ratio, whether the rate is high or low. Bernoulli: Kulldorff and Nagarwalla (1995), Kulldorff (1997),
    /// equation 2.
    pub(crate) fn ratio(self, observed: f64, measure: f64) -> f64 {
        match self {
            Statistic::Poisson { cases } => {
                let outside = cases - observed;
                times_log(observed, measure) + times_log(outside, cases - measure)
            }
            Statistic::Bernoulli { cases, people } => {
                let (others, outside) = (measure - observed, people - measure);
                let with = times_log(observed, measure)
                    + times_log(others, measure)
                    + times_log(cases - observed, outside)
                    + times_log(outside - (cases - observed), outside);
                with - (times_log(cases, people) + times_log(people - cases, people))
            }
        }
    }
}

/// `part · ln(part / whole)`, and 0 for a part of nothing.
#[inline]
fn times_log(part: f64, whole: f64) -> f64 {
    if part > 0.0 { part * (part / whole).ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cases_in_one_window_leave_nothing_outside() {
        assert!((log_likelihood_ratio(10.0, 5.0, 10.0) - 10.0 * 2f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn a_window_like_the_rest_says_nothing() {
        let bernoulli = Statistic::Bernoulli { cases: 20.0, people: 100.0 };
        assert!(bernoulli.ratio(5.0, 25.0).abs() < 1e-12);
        assert!(!bernoulli.is_high(5.0, 25.0) && !bernoulli.is_low(5.0, 25.0));
        assert!(bernoulli.is_high(6.0, 25.0) && bernoulli.is_low(4.0, 25.0));
        assert!(bernoulli.ratio(6.0, 25.0) > 0.0 && bernoulli.ratio(0.0, 25.0) > 0.0);
        assert_eq!(bernoulli.expected(25.0), 5.0);
    }
}
