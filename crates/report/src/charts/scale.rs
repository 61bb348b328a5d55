//! Scales: from numbers and days to shares of a width or a height, and where their ticks stand.

use crate::words;
use colligate_register::Day;

/// A linear scale from a range of numbers to 0–1.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// A scale over these numbers; one that would be empty is widened by 1.
    pub fn over(low: f64, high: f64) -> Scale {
        if high > low { Scale { low, high } } else { Scale { low, high: low + 1.0 } }
    }

    /// Where a number stands: 0 at the low end, 1 at the high end.
    pub fn at(self, number: f64) -> f64 {
        (number - self.low) / (self.high - self.low)
    }

    /// The low end.
    pub fn low(self) -> f64 {
        self.low
    }

    /// The high end.
    pub fn high(self) -> f64 {
        self.high
    }

    /// Round numbers inside the scale, about `count` of them.
    pub fn ticks(self, count: usize) -> Vec<f64> {
        let step = round_step((self.high - self.low) / count.max(1) as f64);
        let (first, last) = ((self.low / step).ceil() as i64, (self.high / step).floor() as i64);
        (first..=last).map(|at| at as f64 * step).collect()
    }

    /// Whole numbers inside the scale, at most about `count`: the decades of a scale of logarithms.
    pub fn decades(self, count: usize) -> Vec<i32> {
        let (first, last) = (self.low.ceil() as i32, self.high.floor() as i32);
        let step = ((last - first) / count.max(1) as i32 + 1).max(1);
        (first..=last).filter(|power| power % step == 0).collect()
    }
}

/// The round number (1, 2 or 5 times a power of ten) nearest above a step.
pub fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.max(1e-12).log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|digit| digit * power).find(|round| *round >= step * 0.999).unwrap_or(10.0 * power)
}

/// Days between two days up to which their axis names days, not months.
const SHORT: i32 = 45;

/// First days of years, quarters or months (of a short time: days, counted from its end) between two days with their names, at most about `count`.
pub fn day_ticks(from: Day, to: Day, count: usize) -> Vec<(Day, String)> {
    let (first, _, _) = from.ymd();
    let (last, _, _) = to.ymd();
    if to - from <= SHORT {
        let step = [1, 2, 7, 14].into_iter().find(|step| (to - from) / step <= count as i32).unwrap_or(14);
        let days = (0..=to - from).rev().step_by(step as usize).map(|days| from + days);
        let mut ticks: Vec<(Day, String)> = days.map(|day| (day, words::day_of_month(day))).collect();
        ticks.reverse();
        return ticks;
    }
    let months_between = f64::from(to - from) / 30.44;
    let step = [1i16, 3, 6, 12, 24, 60, 120, 240]
        .into_iter()
        .find(|step| months_between / f64::from(*step) <= count as f64)
        .unwrap_or(600);
    let mut ticks = Vec::new();
    for year in first..=last {
        for month in 1..=12i8 {
            let months = year.saturating_mul(12).saturating_add(i16::from(month) - 1);
            let Some(day) =
                Day::from_ymd(year, month, 1).filter(|day| months % step == 0 && *day >= from && *day <= to)
            else {
                continue;
            };
            ticks.push((day, if step >= 12 { year.to_string() } else { words::month(day) }));
        }
    }
    ticks
}

/// A power of ten as an axis shows it: `0.01`, `1`, `100`, `10⁻⁵`.
pub fn power_of_ten(power: i32) -> String {
    match power {
        -3..=-1 => format!("{:.*}", power.unsigned_abs() as usize, 10f64.powi(power)),
        0..=3 => format!("{}", 10f64.powi(power)),
        _ => format!("10{}", words::superscript(power)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(Scale::over(0.0, 7.3).ticks(4), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(Scale::over(-4.2, 2.1).decades(8), [-4, -3, -2, -1, 0, 1, 2]);
        assert_eq!(Scale::over(3.0, 3.0).at(3.5), 0.5);
    }

    #[test]
    fn days_are_marked_by_month_quarter_or_year() {
        let day = |year, month| Day::from_ymd(year, month, 1).unwrap();
        let names = |ticks: Vec<(Day, String)>| ticks.into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names(day_ticks(day(2022, 1), day(2022, 5), 6)).len(), 5);
        assert_eq!(names(day_ticks(day(2020, 1), day(2024, 12), 6)), ["2020", "2021", "2022", "2023", "2024"]);
    }

    #[test]
    fn powers_of_ten_are_written_out_near_one() {
        assert_eq!([-5, -2, 0, 3, 6].map(power_of_ten), ["10⁻⁵", "0.01", "1", "1000", "10⁶"]);
    }
}
