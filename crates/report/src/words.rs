//! Numbers as people read them: what [`wording`] formats, with spaces at which no line breaks, and E-values in words.

use colligate_linkage::result::{EValue, Member};
use colligate_register::wording::{self, unbroken};
use colligate_register::{DateRange, Day};

pub use wording::{
    are, counted, figure, fixed, number_of, percent, sentence, spelled, superscript, thousands, three_digits, weight,
};

/// Stands for what is not on record.
pub const NOTHING: &str = wording::NOTHING;

/// A day: `3 Oct 2014`.
pub fn day(day: Day) -> String {
    unbroken(&wording::day(day))
}

/// A day where there is one, else a dash.
pub fn some_day(of: Option<Day>) -> String {
    of.map_or_else(|| NOTHING.to_owned(), day)
}

/// When something happened, as exactly as it is known: `3 Oct 2014`, `Oct 2014`, `2014`, `1 May 2014 to 4 May 2014`.
pub fn dates(range: DateRange) -> String {
    range.short_words().split(" to ").map(unbroken).collect::<Vec<_>>().join(" to ")
}

/// When a member died, as exactly as it is on record, else a dash.
pub fn died(member: &Member) -> String {
    member.dates().map_or_else(|| NOTHING.to_owned(), dates)
}

/// A day without its year: `3 Oct`.
pub fn day_of_month(day: Day) -> String {
    unbroken(&wording::day_of_month(day))
}

/// A month: `Oct 2014`.
pub fn month(day: Day) -> String {
    unbroken(&wording::month(day))
}

/// From one day to another: `3 Oct 2014 to 14 Sep 2015`.
pub fn days(from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => format!("{} to {}", day(from.min(to)), day(from.max(to))),
        (Some(only), None) | (None, Some(only)) => day(only),
        (None, None) => "no date on record".to_owned(),
    }
}

/// A length of time between two days: `one day` where they are the same, `46 days`, `15 months`, `6.2 years`.
pub fn span(days: i32) -> String {
    if days <= 0 { "one day".to_owned() } else { unbroken(&wording::span(days)) }
}

/// A distance given in metres: `one spot`, `480 m`, `1.3 km`, `24 km`.
pub fn distance(metres: f64) -> String {
    if metres.abs() < 1.0 { "one spot".to_owned() } else { unbroken(&wording::distance(metres)) }
}

/// A p-value: `0.242`, `0.00012`, `3.1 × 10⁻⁷`.
pub fn p_value(p: f64) -> String {
    match wording::p_value(p) {
        least if least.starts_with('<') => least,
        number => unbroken(&number),
    }
}

/// A weight as odds in words: `1,600 times better explained as linked than as unrelated`.
pub fn odds(weight: f64) -> String {
    let (times, first, second) =
        if weight < 0.0 { (-weight, "unrelated", "linked") } else { (weight, "linked", "unrelated") };
    match times {
        _ if !times.is_finite() => "not known".to_owned(),
        _ if times < 0.05 => "explained as well either way".to_owned(),
        _ if times <= 6.0 => {
            format!("{} times better explained as {first} than as {second}", figure(10f64.powf(times)))
        }
        _ => format!("10{} times better explained as {first} than as {second}", superscript(times.round() as i32)),
    }
}

/// An E-value as its figure: `0.0041`; one that no draw reached, as its upper bound: `< 0.004`.
pub fn e_value(e_value: &EValue) -> String {
    if e_value.value > 0.0 || e_value.high <= 0.0 {
        figure(e_value.value)
    } else if !e_value.high.is_finite() {
        NOTHING.to_owned()
    } else {
        format!("< {}", figure(e_value.high))
    }
}

/// The 95% interval of an E-value: `0.001 to 0.015`.
pub fn e_range(e_value: &EValue) -> String {
    wording::range(e_value.low, e_value.high)
}

/// An E-value as odds, short: `1 in 250`, `3 in each`, `fewer than 1 in 500`.
pub fn one_in(e_value: &EValue) -> String {
    let EValue { value, high, .. } = *e_value;
    if !value.is_finite() || value < 0.0 {
        return "not known".to_owned();
    }
    if value == 0.0 {
        return if high > 0.0 && high < 1.0 {
            format!("under 1 in {}", rounded(1.0 / high))
        } else {
            "none seen".to_owned()
        };
    }
    if value >= 0.95 { format!("{} in each", figure(value)) } else { format!("1 in {}", rounded(1.0 / value)) }
}

/// An E-value as a sentence without its full stop: `about 1 such series in 250 registers like this by chance`.
pub fn e_words(e_value: &EValue) -> String {
    let EValue { value, high, .. } = *e_value;
    if !value.is_finite() || value < 0.0 {
        return "how often chance gives such a series is not known".to_owned();
    }
    if value == 0.0 {
        return if high > 0.0 && high < 1.0 {
            format!("fewer than 1 such series in {} like this by chance", registers(1.0 / high))
        } else {
            "no such series was seen by chance".to_owned()
        };
    }
    if value >= 0.95 {
        let few = if value < 1.5 { "1".to_owned() } else { figure(value) };
        return format!("about {few} such series in every register like this by chance");
    }
    format!("about 1 such series in {} like this by chance", registers(1.0 / value))
}

fn registers(number: f64) -> String {
    let number = rounded(number);
    let form = if number == "1" { "register" } else { "registers" };
    format!("{number} {form}")
}

/// A number of registers to two significant digits: `1.5`, `250`, `3.1 million`, `10¹²`.
fn rounded(number: f64) -> String {
    let millions = |size: f64, name: &str| format!("{} {name}", figure(number / size));
    match number {
        ..2.95 => figure(number),
        ..995_000.0 => figure(number.round()),
        ..995e6 => millions(1e6, "million"),
        ..995e9 => millions(1e9, "billion"),
        _ => format!("10{}", superscript(number.log10().round() as i32)),
    }
}

/// The first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars().map(|letter| if letter == '_' { ' ' } else { letter });
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Names in a row, short: `place, age, place kind`.
pub fn row(names: &[&str]) -> String {
    names.join(", ").replace('_', " ")
}

/// Names in a row: `place, age and substances`.
pub fn listed(names: &[&str]) -> String {
    wording::listed(names).replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e(value: f64) -> EValue {
        EValue { value, low: value / 3.0, high: value * 3.0, from_tail: false }
    }

    #[test]
    fn a_small_e_value_reads_as_one_series_in_so_many_registers() {
        assert_eq!(e_words(&e(0.004)), "about 1 such series in 250 registers like this by chance");
        assert_eq!(one_in(&e(0.004)), "1 in 250");
        assert_eq!(one_in(&e(0.4)), "1 in 2.5");
        assert_eq!(one_in(&e(3.2e-7)), "1 in 3.1 million");
        assert_eq!(one_in(&e(1e-15)), "1 in 10¹⁵");
    }

    #[test]
    fn an_e_value_above_one_reads_as_series_in_every_register() {
        assert_eq!(e_words(&e(1.0)), "about 1 such series in every register like this by chance");
        assert_eq!(e_words(&e(3.21)), "about 3.2 such series in every register like this by chance");
        assert_eq!(one_in(&e(12.0)), "12 in each");
    }

    #[test]
    fn an_e_value_of_zero_is_told_by_its_upper_bound() {
        let none = EValue { value: 0.0, low: 0.0, high: 0.004, from_tail: false };
        assert_eq!(e_words(&none), "fewer than 1 such series in 250 registers like this by chance");
        assert_eq!(one_in(&none), "under 1 in 250");
        assert_eq!(e_value(&none), "< 0.004");
        assert_eq!(one_in(&e(f64::NAN)), "not known");
    }

    #[test]
    fn weights_carry_their_sign_and_zero_carries_none() {
        assert_eq!([3.24, -0.44, 0.01, -0.04].map(weight), ["+3.2", "−0.4", "0.0", "0.0"]);
        assert_eq!(odds(3.2), "1,600 times better explained as linked than as unrelated");
        assert_eq!(odds(-1.0), "10 times better explained as unrelated than as linked");
    }

    #[test]
    fn lengths_of_time_and_distances_use_the_unit_that_fits() {
        assert_eq!(
            [0, 1, 46, 454, 2264].map(|days| span(days).replace('\u{a0}', " ")),
            ["one day", "1 day", "46 days", "15 months", "6.2 years"]
        );
        assert_eq!(
            [0.2, 480.4, 999.7, 1_340.0, 24_300.0].map(|metres| distance(metres).replace('\u{a0}', " ")),
            ["one spot", "480 m", "1 km", "1.3 km", "24 km"]
        );
    }
}
