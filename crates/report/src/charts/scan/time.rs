//! Cases of the places of one cluster over time, with its window and what was to be expected.

use crate::charts::scale::Scale;
use crate::charts::{STRETCHED, beside, day_axis, day_scale, path, rule, stretched, void};
use crate::html::markup::{Markup, Px, Share};
use crate::words;
use colligate_register::Day;
use colligate_scan::{Analysis, Dimensions, Intervals, StudyPeriod, TimeAggregation, TimeUnit};

/// Height of the bars, in pixels.
const BARS: f64 = 120.0;

/// Room above them for the name of the window, in pixels.
const TOP: f64 = 26.0;

/// Bars that a telephone can still show.
const MOST_BARS: u32 = 130;

/// Intervals put together in one bar, where there are too many: days by weeks and months of 28 days, others by twos and dozens.
const DAYS_TOGETHER: [u32; 8] = [1, 2, 7, 14, 28, 56, 112, 364];
const TOGETHER: [u32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    from: Day,
    to: Day,
    cases: u64,
}

impl Bar {
    fn days(&self) -> f64 {
        f64::from(self.to - self.from) + 1.0
    }
}

/// What a time graph shows.
#[derive(Clone, Debug)]
pub struct TimeGraph {
    bars: Vec<Bar>,
    window: (Day, Day),
    /// Cases a day that the model expects in the window.
    expected: f64,
    /// Cases a day at the same places outside the window; nothing where the window is the whole period.
    usual: Option<f64>,
    /// What one bar is, in words.
    pub bar: String,
    /// True where several intervals were put together in one bar.
    pub together: bool,
}

impl TimeGraph {
    /// The graph of these cases (day and count), all at the places of a cluster, with its window and the cases expected in
    /// it; nothing where time is not cut, or all cases have one day.
    pub fn of(
        analysis: &Analysis,
        period: (Day, Day),
        cases: &[(Day, u32)],
        window: (Day, Day),
        expected: f64,
    ) -> Option<TimeGraph> {
        let aggregation = match analysis.dimensions {
            Dimensions::Space => TimeAggregation::DAYS,
            _ => analysis.time.aggregation,
        };
        let (first, _) = cases.first()?;
        if analysis.dimensions == Dimensions::Space && cases.iter().all(|(day, _)| day == first) {
            return None;
        }
        let intervals = Intervals::cut(StudyPeriod::new(period.0, period.1).ok()?, aggregation).ok()?;
        let steps = if aggregation == TimeAggregation::DAYS { DAYS_TOGETHER } else { TOGETHER };
        let fits = |step: &u32| intervals.count().div_ceil(*step) <= MOST_BARS;
        let together = steps.into_iter().find(fits).unwrap_or(intervals.count().div_ceil(MOST_BARS).max(1));
        let counted = |from: Day, to: Day| {
            cases.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, count)| u64::from(*count)).sum::<u64>()
        };
        let inside = counted(window.0, window.1) as f64;
        let days = |(from, to): (Day, Day)| f64::from(to - from) + 1.0;
        let rest = days(period) - days(window);
        let usual = (rest >= 1.0).then(|| (counted(period.0, period.1) as f64 - inside).max(0.0) / rest);
        Some(TimeGraph {
            bars: bars(&intervals, cases, together),
            window,
            expected: expected / days(window).max(1.0),
            usual,
            bar: length(aggregation, together),
            together: together > 1,
        })
    }

    /// The same around the window alone, an interval a bar; nothing where that would be the same or too much.
    pub fn close(
        analysis: &Analysis,
        period: (Day, Day),
        cases: &[(Day, u32)],
        window: (Day, Day),
        expected: f64,
    ) -> Option<TimeGraph> {
        let whole = TimeGraph::of(analysis, period, cases, window, expected)?;
        let intervals = Intervals::cut(StudyPeriod::new(period.0, period.1).ok()?, analysis.time.aggregation).ok()?;
        let (first, last) = (intervals.of(window.0)?, intervals.of(window.1)?);
        let inside = last - first + 1;
        let margin = (2 * inside).clamp(20, 45);
        if !whole.together || inside + 2 * margin > MOST_BARS || analysis.dimensions == Dimensions::Space {
            return None;
        }
        let (from, to) = (first.saturating_sub(margin), (last + margin).min(intervals.count() - 1));
        let mut bars = bars(&intervals, cases, 1);
        bars.truncate(to as usize + 1);
        bars.drain(..from as usize);
        Some(TimeGraph { bars, bar: length(analysis.time.aggregation, 1), together: false, ..whole })
    }

    /// True where a usual rate is drawn.
    pub fn has_usual(&self) -> bool {
        self.usual.is_some()
    }
}

/// Cases by bar; bars are cut from the end backwards, as intervals are.
fn bars(intervals: &Intervals, cases: &[(Day, u32)], together: u32) -> Vec<Bar> {
    let count = intervals.count();
    let shown = count.div_ceil(together);
    let spare = shown * together - count;
    let mut bars: Vec<Bar> = (0..shown)
        .map(|bar| {
            let (first, last) = ((bar * together).saturating_sub(spare), (bar + 1) * together - spare - 1);
            Bar { from: intervals.first_day(first), to: intervals.last_day(last), cases: 0 }
        })
        .collect();
    for &(day, count) in cases {
        let Some(interval) = intervals.of(day) else { continue };
        if let Some(bar) = bars.get_mut(((interval + spare) / together) as usize) {
            bar.cases += u64::from(count);
        }
    }
    bars
}

fn length(aggregation: TimeAggregation, together: u32) -> String {
    let (one, many) = match aggregation.unit {
        TimeUnit::Day => ("day", "days"),
        TimeUnit::Month => ("month", "months"),
        TimeUnit::Year => ("year", "years"),
    };
    words::counted(u64::from(aggregation.length) * u64::from(together), one, many)
}

/// The graph.
pub fn time_graph(m: &mut Markup, graph: &TimeGraph, label: &str) {
    let (Some(first), Some(last)) = (graph.bars.first(), graph.bars.last()) else { return };
    let (from, to) = (first.from, last.to + 1);
    let x = day_scale(from, to);
    let at = |day: Day| x.at(f64::from(day.0)).clamp(0.0, 1.0);
    let inside = |bar: &Bar| bar.from <= graph.window.1 && bar.to >= graph.window.0;
    let expected = |bar: &Bar| graph.expected * bar.days();
    let usual = |bar: &Bar| graph.usual.unwrap_or(0.0) * bar.days();
    let heights =
        graph.bars.iter().flat_map(|bar| [bar.cases as f64, if inside(bar) { expected(bar) } else { 0.0 }, usual(bar)]);
    let most = heights.filter(|height| height.is_finite()).fold(1.0, f64::max);
    let y = Scale::over(0.0, most);
    let floor = TOP + BARS;
    let up = |count: f64| floor - y.at(count).clamp(0.0, 1.0) * BARS;
    let height = Px(floor + 26.0);
    m.element("svg", &[("class", &"plot"), ("height", &height), ("role", &"img"), ("aria-label", &label)], |m| {
        let (left, right) = (at(graph.window.0), at(graph.window.1 + 1));
        let (width, tall) = (Share(right - left), Px(floor));
        void(m, "rect", &[("class", &"after"), ("x", &Share(left)), ("y", &"0"), ("width", &width), ("height", &tall)]);
        for tick in y.ticks(3).into_iter().filter(|tick| tick.fract() == 0.0) {
            rule(m, "grid", (0.0, up(tick)), (1.0, up(tick)));
            let place = Px(up(tick));
            m.line(
                "text",
                &[("class", &"tick"), ("x", &"-8"), ("y", &place), ("dy", &"0.32em"), ("text-anchor", &"end")],
                words::thousands(tick as u64),
            );
        }
        m.element("g", &[("class", &"bars")], |m| {
            for bar in graph.bars.iter().filter(|bar| bar.cases > 0) {
                let (left, right) = (at(bar.from), at(bar.to + 1));
                let (top, class) = (up(bar.cases as f64), if inside(bar) { "inside" } else { "" });
                let (x, width) = (Share(left), Share((right - left) * 0.88));
                m.element(
                    "rect",
                    &[("class", &class), ("x", &x), ("width", &width), ("y", &Px(top)), ("height", &Px(floor - top))],
                    |m| {
                        let days = words::days(Some(bar.from), Some(bar.to));
                        m.line("title", &[], format_args!("{days}: {}", words::counted(bar.cases, "case", "cases")));
                    },
                );
            }
        });
        stretched(m, floor, |m| {
            if graph.usual.is_some() {
                step(m, "tail", graph.bars.iter().map(|bar| (at(bar.from), at(bar.to + 1), up(usual(bar)))));
            }
            let inside = graph.bars.iter().filter(|bar| inside(bar));
            step(m, "expected", inside.map(|bar| (at(bar.from), at(bar.to + 1), up(expected(bar)))));
        });
        rule(m, "visible", (left, 0.0), (left, floor));
        rule(m, "visible", (right, 0.0), (right, floor));
        let days = words::days(Some(graph.window.0), Some(graph.window.1));
        beside(m, "note strong", if left > 0.5 { left } else { right.min(0.5) }, 13.0, &days);
        day_axis(m, from, to, floor);
    });
}

/// A line that keeps its height over each stretch from one share of the width to another.
fn step(m: &mut Markup, class: &'static str, stretches: impl Iterator<Item = (f64, f64, f64)>) {
    let points = stretches.flat_map(|(left, right, y)| [(left * STRETCHED, y), (right * STRETCHED, y)]);
    void(m, "path", &[("class", &class), ("d", &path(points, false))]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_scan::ModelKind;

    #[test]
    fn bars_hold_every_case_and_end_where_the_period_ends() {
        let cases: Vec<(Day, u32)> = (0..1000).step_by(7).map(|day| (Day(day), 2)).collect();
        let analysis = Analysis::new(ModelKind::SpaceTimePermutation);
        let graph = TimeGraph::of(&analysis, (Day(0), Day(999)), &cases, (Day(300), Day(306)), 1.0).unwrap();
        assert_eq!(graph.bars.iter().map(|bar| bar.cases).sum::<u64>(), 2 * cases.len() as u64);
        assert_eq!((graph.bars[0].from, graph.bars.last().unwrap().to), (Day(0), Day(999)));
        assert!(graph.together && graph.bars.len() <= MOST_BARS as usize);
        assert!(graph.bars.windows(2).all(|pair| pair[0].to + 1 == pair[1].from));
        assert_eq!(graph.usual, Some(284.0 / 993.0));
        let close = TimeGraph::close(&analysis, (Day(0), Day(999)), &cases, (Day(300), Day(306)), 1.0).unwrap();
        assert!(close.bars.iter().all(|bar| bar.from == bar.to) && close.bars[0].from == Day(280));
    }

    #[test]
    fn cases_without_dates_have_no_graph() {
        let analysis = Analysis { dimensions: Dimensions::Space, ..Analysis::new(ModelKind::Poisson) };
        let none = TimeGraph::of(&analysis, (Day(0), Day(99)), &[(Day(0), 3), (Day(0), 1)], (Day(0), Day(99)), 1.0);
        assert!(none.is_none());
    }
}
