//! How the dates of one source are written: which number comes first, and in which century two-digit years lie. Found
//! from all its dates together, so that a single odd one does not decide.

use super::date::DateOrder;
use crate::time::Day;

/// How dates are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dating {
    /// Which number of `03/04/2021` comes first; without it, only dates that allow one order are read.
    pub order: Option<DateOrder>,
    /// The last year that a year of two digits can mean; without it, that of POSIX.
    pub last_year: Option<i16>,
}

impl From<Option<DateOrder>> for Dating {
    fn from(order: Option<DateOrder>) -> Dating {
        Dating { order, last_year: None }
    }
}

impl Dating {
    /// For what was said on a day: a year of two digits cannot lie after it.
    pub fn said_on(day: Day) -> Dating {
        Dating { order: None, last_year: Some(day.ymd().0) }
    }

    /// The year that two digits mean.
    pub fn year(self, two_digits: i16) -> i16 {
        let last = self.last_year.unwrap_or(POSIX_LAST);
        last - (last - two_digits).rem_euclid(100)
    }
}

/// Where nothing else is known, two-digit years are 1969 to 2068 (POSIX.1-2001, `strptime`, `%y`).
const POSIX_LAST: i16 = 2068;

/// The order of a source is clear where it has at least this many times as many dates of one order as of the other.
const CLEAR: u64 = 10;

/// Dates that allow one order only, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Orders {
    pub month_first: u64,
    pub day_first: u64,
}

/// What the dates of a column say of their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// No date allows one order only.
    Open,
    /// All, or nearly all that allow one order only, are written so.
    Clear(DateOrder),
    /// Some are written in one order and too many in the other.
    Mixed,
}

/// What one date says of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// It can be read in one order only.
    Only(DateOrder),
    /// It can be read in both, and means two days.
    Either,
    /// It needs no order, or is no date of numbers.
    Nothing,
}

/// What a date says of the order: `25/03/2019` allows the day first only, `03/04/2021` both.
pub(crate) fn shows(text: &str) -> Shows {
    let Some((first, rest)) = small_number(text.as_bytes()) else { return Shows::Nothing };
    let [b'/' | b'-' | b'.' | b' ', rest @ ..] = rest else { return Shows::Nothing };
    let Some((second, rest)) = small_number(rest.trim_ascii_start()) else { return Shows::Nothing };
    if !matches!(rest, [b'/' | b'-' | b'.' | b' ', ..]) {
        return Shows::Nothing;
    }
    match (first, second) {
        (1..=12, 13..=31) => Shows::Only(DateOrder::MonthFirst),
        (13..=31, 1..=12) => Shows::Only(DateOrder::DayFirst),
        (1..=12, 1..=12) if first != second => Shows::Either,
        _ => Shows::Nothing,
    }
}

/// One or two digits that no third follows, and what comes after.
fn small_number(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (1..=2).contains(&digits).then(|| {
        let (number, rest) = bytes.split_at(digits);
        (number.iter().fold(0, |sum, digit| sum * 10 + (digit - b'0')), rest)
    })
}

impl Orders {
    /// Counts one date.
    pub fn see(&mut self, shown: Shows) {
        match shown {
            Shows::Only(DateOrder::MonthFirst) => self.month_first += 1,
            Shows::Only(DateOrder::DayFirst) => self.day_first += 1,
            Shows::Either | Shows::Nothing => {}
        }
    }

    /// Those of a column.
    pub fn of<'a>(values: impl Iterator<Item = &'a str>) -> Orders {
        let mut orders = Orders::default();
        values.for_each(|value| orders.see(shows(value)));
        orders
    }

    /// What they say together.
    pub fn verdict(self) -> Verdict {
        let (more, fewer, order) = match self.month_first >= self.day_first {
            true => (self.month_first, self.day_first, DateOrder::MonthFirst),
            false => (self.day_first, self.month_first, DateOrder::DayFirst),
        };
        match (more, fewer) {
            (0, _) => Verdict::Open,
            _ if more >= CLEAR * fewer => Verdict::Clear(order),
            _ => Verdict::Mixed,
        }
    }

    /// How many are written in this order.
    pub fn count(self, order: DateOrder) -> u64 {
        match order {
            DateOrder::MonthFirst => self.month_first,
            DateOrder::DayFirst => self.day_first,
        }
    }
}

/// Years of two digits that lie this near to the last possible one, on either side, would be torn a century apart.
const NEAR: i16 = 20;

/// Share of the years that must lie on each side before the century is moved for them: a few are mistyped anywhere.
const MANY: f64 = 0.05;

/// Fewest years of four digits by which the century of two-digit ones is chosen, and their least share of those.
const FOUR_DIGITS: (usize, f64) = (3, 0.05);

/// The last year that two digits can mean in a source: near the years that it writes with four digits, all in one
/// century where that is possible, and never after `latest`.
pub(crate) fn last_year<'a>(values: impl Iterator<Item = &'a str>, latest: Option<i16>) -> Option<i16> {
    let (mut two, mut four) = ([0usize; 100], Vec::new());
    for value in values {
        match written_year(value) {
            Some((2, year)) => two[year.rem_euclid(100) as usize] += 1,
            Some((4, year)) => four.push(year),
            _ => {}
        }
    }
    let all: usize = two.iter().sum();
    if all == 0 {
        return latest;
    }
    let bound = latest.unwrap_or(POSIX_LAST);
    if four.len() >= FOUR_DIGITS.0 && four.len() as f64 >= FOUR_DIGITS.1 * all as f64 {
        let middle = four.len() / 2;
        let year = *four.select_nth_unstable(middle).1;
        return Some(bound.min(year.saturating_add(50)));
    }
    let near = |from: i16, to: i16| (from..=to).map(|year| two[year.rem_euclid(100) as usize]).sum::<usize>();
    let many = |count: usize| count as f64 > MANY * all as f64;
    if latest.is_some() && many(near(bound - NEAR, bound)) && many(near(bound + 1, bound + NEAR)) {
        return Some(end_before_the_gap(&two, bound));
    }
    latest
}

/// The last year before the longest run of years that do not occur, none after `bound`.
fn end_before_the_gap(two: &[usize; 100], bound: i16) -> i16 {
    let is_free = |year: i16| two[year.rem_euclid(100) as usize] == 0;
    let gap_after = |year: i16| (1..100).take_while(|&ahead| is_free(year + ahead)).count();
    let ends = (bound - 99..=bound).filter(|&year| !is_free(year));
    ends.max_by_key(|&year| (gap_after(year), year)).unwrap_or(bound)
}

/// The year of a date of three parts as it is written: how many digits, and the number.
fn written_year(text: &str) -> Option<(usize, i16)> {
    let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let year = if first.len() == 4 && is_number(first) { first } else { third };
    let sound = is_number(year) && first.len() <= 4 && !second.is_empty();
    match year.len() {
        2 | 4 if sound => Some((year.len(), year.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(values: &[&str]) -> Verdict {
        Orders::of(values.iter().copied()).verdict()
    }

    #[test]
    fn an_order_shows_in_the_dates_that_allow_one_only() {
        assert_eq!(verdict(&["01/02/2020", "01/31/2020"]), Verdict::Clear(DateOrder::MonthFirst));
        assert_eq!(verdict(&["01/02/2020", "31.01.2020"]), Verdict::Clear(DateOrder::DayFirst));
        assert_eq!(verdict(&["01/02/2020", "2020-01-31", "4 Mar 2020"]), Verdict::Open);
        assert_eq!(verdict(&["13/02/2020", "01/31/2020"]), Verdict::Mixed);
        assert_eq!(shows("03/04/2021 13:40"), Shows::Either);
        assert_eq!(shows("2021-03-04"), Shows::Nothing);
        assert_eq!(shows("20140619"), Shows::Nothing);
        assert_eq!(shows("5.5"), Shows::Nothing);
    }

    #[test]
    fn one_odd_date_among_many_does_not_make_the_order_unclear() {
        let most = ["03/25/2019"; 10];
        let with = |odd: usize| most.into_iter().chain(std::iter::repeat_n("25/03/2019", odd));
        assert_eq!(Orders::of(with(1)).verdict(), Verdict::Clear(DateOrder::MonthFirst));
        assert_eq!(Orders::of(with(2)).verdict(), Verdict::Mixed);
    }

    #[test]
    fn years_of_two_digits_lie_with_the_rest_of_the_file_and_never_after_today() {
        let year = |values: &[&str], latest: i16, digits: i16| {
            let last_year = last_year(values.iter().copied(), Some(latest));
            Dating { last_year, ..Dating::default() }.year(digits)
        };
        assert_eq!(year(&["14/01/62", "12/03/71"], 2026, 62), 1962);
        assert_eq!(year(&["14/01/99", "12/03/02"], 2026, 99), 1999);
        assert_eq!(year(&["14/01/99", "12/03/26"], 2026, 26), 2026);
        assert_eq!(year(&["14/01/27"], 2026, 27), 1927);
        // Years written in full say which century is meant.
        assert_eq!(year(&["1 May 1911", "1911-05-02", "3/5/1912", "14/01/12"], 2026, 12), 1912);
        // A register of 1920 to 1932 is not torn apart by a today in 2026; one mistyped year moves nothing.
        let old: Vec<String> = (20..=32).map(|year| format!("14/01/{year}")).collect();
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        assert_eq!((year(&old, 2026, 21), year(&old, 2026, 31)), (1921, 1931));
        let mut new = vec!["14/01/19"; 40];
        new.push("14/01/29");
        assert_eq!(year(&new, 2026, 19), 2019);
        // Without a today, as POSIX has it.
        assert_eq!(Dating::default().year(68), 2068);
        assert_eq!(Dating::default().year(69), 1969);
    }
}
