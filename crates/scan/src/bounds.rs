//! A table that tells without logarithms which windows can beat a given one.

use crate::likelihood::Statistic;
use std::sync::OnceLock;

/// Steps between the rows of [`Bounds`], in units of the log likelihood ratio: fine enough that few windows that cannot
/// win pass the test, coarse enough for the rows in use to stay in the processor's cache.
const STEP: f64 = 0.25;

/// Highest row of [`Bounds`]; a stronger best window is tested against this row.
const ROWS: usize = 400;

/// Counts beyond this are always worked out in full.
const MOST: usize = 512;

/// Up to this count edges are worked out more exactly: there they are small themselves.
const SMALL: usize = 16;

/// Which rates make a cluster, and how many cases at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Fewest cases of a cluster with a high rate; `None`: high rates are not wanted.
    pub(crate) high: Option<u32>,
    /// Fewest cases of a cluster with a low rate; `None`: low rates are not wanted.
    pub(crate) low: Option<u32>,
}

impl Wanted {
    /// True where a window is of a kind wanted.
    pub(crate) fn wants(self, statistic: Statistic, observed: u32, measure: f64) -> bool {
        let cases = f64::from(observed);
        self.high.is_some_and(|least| observed >= least) && statistic.is_high(cases, measure)
            || self.low.is_some_and(|least| observed >= least) && statistic.is_low(cases, measure)
    }
}

/// For each number of cases, between which measures a window must lie to be beaten *by* a given log likelihood ratio:
/// under `high[n]` its rate is high enough to win, above `low[n]` low enough. For a given number of cases the ratio falls as
/// the measure grows towards the average rate, and rises from there, so two comparisons tell whether a window is worth its
/// logarithms.
pub(crate) struct Row {
    high: Vec<f64>,
    low: Vec<f64>,
}

impl Row {
    /// True where a window may be stronger than the one for which the row was taken; `raw` is its measure in the
    /// unit of the table.
    #[inline]
    pub(crate) fn may_win(&self, observed: u32, raw: f64) -> bool {
        match self.high.get(observed as usize) {
            Some(&high) => raw < high || raw > self.low[observed as usize],
            None => true,
        }
    }

    /// The measure under which so many cases win as a high rate; infinite past the table.
    pub(crate) fn high(&self, observed: usize) -> f64 {
        self.high.get(observed).copied().unwrap_or(f64::INFINITY)
    }
}

/// Rows for rising log likelihood ratios, each worked out when first needed.
pub(crate) struct Bounds {
    statistic: Statistic,
    wanted: Wanted,
    unit: f64,
    rows: Vec<OnceLock<Row>>,
}

impl Bounds {
    /// The table of a statistic. Measures are multiplied by `unit`, which spares a division for each window.
    pub(crate) fn new(statistic: Statistic, wanted: Wanted, unit: f64) -> Bounds {
        Bounds { statistic, wanted, unit, rows: (0..ROWS).map(|_| OnceLock::new()).collect() }
    }

    /// The number of the row against which windows are tested that must beat this log likelihood ratio.
    pub(crate) fn number(&self, to_beat: f64) -> usize {
        ((to_beat / STEP) as usize).min(ROWS - 1)
    }

    /// The row against which windows are tested that must beat this log likelihood ratio.
    pub(crate) fn row(&self, to_beat: f64) -> &Row {
        let number = self.number(to_beat);
        self.rows[number].get_or_init(|| self.work_out(number as f64 * STEP))
    }

    fn work_out(&self, ratio: f64) -> Row {
        let counts = 0..=(self.statistic.cases() as usize).min(MOST);
        let wide = 1e-9;
        let mut before = 0.0;
        let high = |observed: usize| match self.wanted.high {
            Some(least) if observed >= least as usize => {
                before = self.edge_of_high(observed, ratio, before);
                before * (1.0 + wide) * self.unit
            }
            _ => 0.0,
        };
        let low = |observed: usize| match self.wanted.low {
            Some(least) if observed >= least as usize => self.edge_of_low(observed, ratio) * (1.0 - wide) * self.unit,
            _ => f64::INFINITY,
        };
        Row { high: counts.clone().map(high).collect(), low: counts.map(low).collect() }
    }

    /// The measure at which `observed` cases have this log likelihood ratio as a high rate, or a little more; `before` is that of one
    /// case fewer.
    fn edge_of_high(&self, observed: usize, ratio: f64, before: f64) -> f64 {
        let cases = observed as f64;
        let average = cases * self.statistic.measure() / self.statistic.cases();
        // One case more allows for about one more expected, so the edge is looked for there first.
        let per_case = self.statistic.measure() / self.statistic.cases();
        let least = match self.statistic {
            Statistic::Poisson { .. } => 0.0,
            Statistic::Bernoulli { .. } => cases,
        };
        let guess = (before + per_case).min(average);
        if observed > SMALL && before > least && guess > before && self.statistic.ratio(cases, guess) <= ratio {
            return self.halve(cases, ratio, (before, guess), false, 12);
        }
        if least >= average { average } else { self.halve(cases, ratio, (least, average), false, 30) }
    }

    /// The measure at which `observed` cases have this log likelihood ratio as a low rate, or a little less.
    fn edge_of_low(&self, observed: usize, ratio: f64) -> f64 {
        let cases = observed as f64;
        let average = cases * self.statistic.measure() / self.statistic.cases();
        let most = match self.statistic {
            Statistic::Poisson { cases } => cases,
            Statistic::Bernoulli { cases: all, people } => people - (all - cases),
        };
        if average >= most { average } else { self.halve(cases, ratio, (average, most), true, 30) }
    }

    /// Halves an interval in which the ratio falls (high rates) or rises (low rates), and returns the end towards the average: a window that wins is never
    /// on the wrong side of it.
    fn halve(&self, cases: f64, ratio: f64, ends: (f64, f64), rate_is_low: bool, steps: u32) -> f64 {
        let (mut below, mut above) = ends;
        for _ in 0..steps {
            let middle = 0.5 * (below + above);
            let wins = self.statistic.ratio(cases, middle) > ratio;
            if wins == rate_is_low {
                above = middle;
            } else {
                below = middle;
            }
        }
        if rate_is_low { below } else { above }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_never_turns_away_a_window_that_wins() {
        let wanted = Wanted { high: Some(2), low: Some(0) };
        for statistic in [Statistic::Poisson { cases: 700.0 }, Statistic::Bernoulli { cases: 700.0, people: 1500.0 }] {
            let bounds = Bounds::new(statistic, wanted, 3.0);
            for observed in 0u32..600 {
                for tenths in 1..60 {
                    let (least, most) = match statistic {
                        Statistic::Poisson { cases } => (0.0, cases),
                        Statistic::Bernoulli { people, cases } => {
                            (f64::from(observed), people - (cases - f64::from(observed)))
                        }
                    };
                    let measure = least + (most - least) * f64::from(tenths).powi(2) / 3600.0;
                    let ratio = statistic.ratio(f64::from(observed), measure);
                    for to_beat in [0.0, 0.3, 2.0, 2.6, 7.9, 40.0, 90.0] {
                        let passes = bounds.row(to_beat).may_win(observed, measure * 3.0);
                        let wins = wanted.wants(statistic, observed, measure) && ratio > to_beat;
                        assert!(passes || !wins, "{observed} for {measure} against {to_beat}: {ratio}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_table_turns_away_what_is_not_wanted() {
        let wanted = Wanted { high: Some(2), low: None };
        let bounds = Bounds::new(Statistic::Poisson { cases: 700.0 }, wanted, 1.0);
        assert!(!bounds.row(0.0).may_win(1, 1e-6), "one case is fewer than a cluster");
        assert!(!bounds.row(0.0).may_win(5, 5.1), "no excess");
    }
}
