//! Trend, season, weekday and moving neighbourhoods of a county: what varies smoothly, and links nobody.

use super::draw::{Draw, running};
use crate::kind::Kind;
use crate::time::Day;

/// How the deaths of a county vary over time. The default has none of it: all days alike, and every neighbourhood as large as ever.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rhythms {
    /// Yearly trend of all deaths: the log of the ratio of one year to the year before.
    pub trend: f64,
    /// How far the peak of the season stands above the mean of the year, as a share of that mean, 0 to 1. Deaths by drugs and by
    /// drowning peak in July, all others in January.
    pub season: f64,
    /// How far a Saturday or Sunday stands above other days, as a share of them, not below −1. Natural deaths have no weekday.
    pub weekend: f64,
    /// How neighbourhoods grow and shrink: the standard deviation of the log of the ratio of one year to the year before.
    pub moving: f64,
}

impl Rhythms {
    /// Assumption: strong ones, so that what does not follow them is seen to fail. Neighbourhoods keep their shares: E-values do
    /// not hold where these change fast (`docs/method.md`, section 7).
    pub const STRONG: Rhythms = Rhythms { trend: 0.15, season: 0.5, weekend: 0.6, moving: 0.0 };

    /// Rate of a day beside others.
    fn rate(&self, day: Day, years: f64, time: Time) -> f64 {
        let from_peak = std::f64::consts::TAU * (day.season() - time.peak);
        let weekend = if time.has_weekdays && day.weekday() >= 5 { self.weekend } else { 0.0 };
        (self.trend * years).exp() * (1.0 + self.season * from_peak.cos()) * (1.0 + weekend)
    }
}

/// When the deaths of some kinds come.
#[derive(Clone, Copy)]
struct Time {
    /// Peak of the season as a share of the year.
    peak: f64,
    has_weekdays: bool,
}

const JANUARY: f64 = 0.04;
const JULY: f64 = 0.54;

/// Kinds whose days are drawn alike.
const TIMES: [Time; 3] = [
    Time { peak: JULY, has_weekdays: true },
    Time { peak: JANUARY, has_weekdays: false },
    Time { peak: JANUARY, has_weekdays: true },
];

fn time_of(kind: Kind) -> usize {
    match kind {
        Kind::Drug | Kind::Drowning => 0,
        Kind::Natural => 1,
        _ => 2,
    }
}

/// The days of a county, to draw from.
pub(super) struct Days {
    from: Day,
    /// Running sums of the rates of all days, in the order of [`TIMES`].
    sums: [Vec<f64>; 3],
}

impl Days {
    pub(super) fn new(from: Day, days: f64, rhythms: &Rhythms) -> Days {
        let rate = |k: i32, time: Time| rhythms.rate(from + k, f64::from(k) / DAYS_A_YEAR, time);
        Days { from, sums: TIMES.map(|time| running((0..days as i32).map(|k| rate(k, time)))) }
    }

    /// The day of a death of this kind that a number from 0 to 1 stands for.
    pub(super) fn day(&self, unit: f64, kind: Kind) -> Day {
        self.from + Draw::at(unit, &self.sums[time_of(kind)]) as i32
    }

    /// Years from the first day to this one.
    pub(super) fn years(&self, day: Day) -> f64 {
        f64::from(day - self.from) / DAYS_A_YEAR
    }
}

/// Days of a mean year.
pub(super) const DAYS_A_YEAR: f64 = 365.25;

#[cfg(test)]
mod tests {
    use crate::kind::Kind;
    use crate::register::Register;
    use crate::simulate::{County, Rhythms, county};
    use crate::{Day, Death};

    fn with(rhythms: Rhythms, seed: u64) -> Register {
        county(&County { deaths: 40_000, years: 4.0, drug_share: 0.5, rhythms, ..County::default() }, seed)
    }

    /// How many deaths for which the first holds come on one for which the second does.
    fn ratio(register: &Register, of: impl Fn(&Death, Day) -> Option<bool>) -> f64 {
        let sides = register.deaths.iter().filter_map(|death| of(death, death.day()?));
        let (first, second) = sides.fold((0.0, 0.0), |(a, b), first| if first { (a + 1.0, b) } else { (a, b + 1.0) });
        first / second
    }

    /// The last year against the first, July against January among drug deaths, January against July among natural ones, weekends
    /// beside other days among drug deaths and among natural ones.
    fn ratios(register: &Register) -> [f64; 5] {
        let from = County::default().from;
        let month = |day: Day, first: i8| [1, 7].contains(&day.ymd().1).then_some(day.ymd().1 == first);
        let of = |death: &Death, kind: Kind, side: Option<bool>| side.filter(|_| death.kind == kind);
        [
            ratio(register, |_, day| [0, 3].contains(&((day - from) / 365)).then_some((day - from) / 365 == 3)),
            ratio(register, |death, day| of(death, Kind::Drug, month(day, 7))),
            ratio(register, |death, day| of(death, Kind::Natural, month(day, 1))),
            ratio(register, |death, day| of(death, Kind::Drug, Some(day.weekday() >= 5))),
            ratio(register, |death, day| of(death, Kind::Natural, Some(day.weekday() >= 5))),
        ]
    }

    #[test]
    fn each_rhythm_is_as_strong_as_asked_for() {
        let none = ratios(&with(Rhythms::default(), 3));
        let strong = ratios(&with(Rhythms::STRONG, 3));
        let told = |all: [f64; 5], expected: [f64; 5]| {
            for (k, (seen, expected)) in all.into_iter().zip(expected).enumerate() {
                // The smallest of these ratios is of some 1,000 deaths on either side.
                assert!((seen / expected).ln().abs() < 0.15, "{k}: {seen} for {expected}");
            }
        };
        told(none, [1.0, 1.0, 1.0, 0.4, 0.4]);
        let season = 1.5 / 0.5;
        told(strong, [(3.0f64 * 0.15).exp(), season, season, 0.4 * 1.6, 0.4]);
    }

    #[test]
    fn neighbourhoods_grow_and_shrink_over_the_years() {
        // The share of the northern half in the first and in the last year.
        let shift = |rhythms: Rhythms, seed: u64| {
            let register = with(rhythms, seed);
            let (from, middle) = (County::default().from, County::default().centre.0);
            let share = |year: i32| {
                let of_year = |death: &Death, day: Day| {
                    ((day - from) / 365 == year).then_some(death.point.is_some_and(|point| point.lat > middle))
                };
                let odds = ratio(&register, of_year);
                odds / (1.0 + odds)
            };
            (share(3) - share(0)).abs()
        };
        let mean = |rhythms: Rhythms| (0..6).map(|seed| shift(rhythms, seed)).sum::<f64>() / 6.0;
        let (still, moving) = (mean(Rhythms::default()), mean(Rhythms { moving: 0.3, ..Rhythms::default() }));
        assert!(still < 0.015 && moving > 0.03, "{still} {moving}");
    }
}
