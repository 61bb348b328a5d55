//! Steps back in time by days, months or years from the day after a study period.

use crate::time::unit::TimeUnit;
use colligate_register::Day;

/// Walks back from a day by whole units. From the end of a month it keeps to ends of months: where the
/// month reached has no such day, the first day of the next one stands for it (SaTScan's way of cutting).
pub(crate) struct StepBack {
    cursor: Day,
    unit: TimeUnit,
    /// Month of the last step, which a cursor moved to the next month no longer shows.
    month: i8,
    /// Day of the month to keep to, where the start lay after the 28th.
    keep: Option<i8>,
}

impl StepBack {
    /// A walk that starts on this day.
    pub(crate) fn from(start: Day, unit: TimeUnit) -> StepBack {
        let (year, month, day) = start.ymd();
        let keep = if days_in(year, month) == day {
            Some(if (month, day) == (2, 29) { 29 } else { 31 })
        } else if day > 28 {
            Some(day)
        } else {
            None
        };
        StepBack { cursor: start, unit, month, keep }
    }

    /// Goes back by so many units and gives the day reached.
    pub(crate) fn step(&mut self, length: u32) -> Day {
        let (mut year, mut month, mut day) = self.cursor.ymd();
        if month != self.month {
            (year, month, day) = (self.cursor + -1).ymd();
        }
        let months = match self.unit {
            TimeUnit::Day => {
                self.cursor = Day(self.cursor.0.saturating_sub_unsigned(length));
                self.month = self.cursor.ymd().1;
                return self.cursor;
            }
            TimeUnit::Month => i64::from(length),
            TimeUnit::Year => 12 * i64::from(length),
        };
        let total = i64::from(year) * 12 + i64::from(month) - 1 - months;
        let (year, month) = (total.div_euclid(12) as i16, (total.rem_euclid(12) + 1) as i8);
        self.month = month;
        let longest = days_in(year, month);
        self.cursor = match self.keep {
            Some(keep) if keep > longest => civil(year, month, longest) + 1,
            Some(keep) => civil(year, month, keep),
            None => civil(year, month, day.min(longest)),
        };
        self.cursor
    }
}

/// Days in a month.
pub(crate) fn days_in(year: i16, month: i8) -> i8 {
    (28..=31).rev().find(|&day| Day::from_ymd(year, month, day).is_some()).unwrap_or(28)
}

fn civil(year: i16, month: i8, day: i8) -> Day {
    Day::from_ymd(year, month, day).unwrap_or(Day(i32::MIN / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(start: (i16, i8, i8), unit: TimeUnit, length: u32, steps: usize) -> Vec<String> {
        let mut walk = StepBack::from(civil(start.0, start.1, start.2), unit);
        (0..steps).map(|_| walk.step(length).to_string()).collect()
    }

    #[test]
    fn months_from_the_first_go_back_to_firsts() {
        assert_eq!(walk((2021, 3, 1), TimeUnit::Month, 1, 3), ["2021-02-01", "2021-01-01", "2020-12-01"]);
        assert_eq!(walk((2021, 1, 1), TimeUnit::Year, 2, 2), ["2019-01-01", "2017-01-01"]);
        assert_eq!(walk((2021, 1, 1), TimeUnit::Day, 7, 1), ["2020-12-25"]);
    }

    #[test]
    fn months_from_the_last_day_keep_to_the_end() {
        assert_eq!(
            walk((2021, 3, 31), TimeUnit::Month, 1, 4),
            ["2021-03-01", "2021-01-31", "2020-12-31", "2020-12-01"],
            "February and November have no 31st"
        );
    }
}
