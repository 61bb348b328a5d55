//! Numbers as people read them.

use colligate_linkage::result::{EValue, Member};
use colligate_register::{DateRange, Day};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Days in a mean month of the Gregorian calendar.
const MONTH: f64 = 30.436_875;

/// A space at which no line breaks.
const NB: char = '\u{a0}';

/// Stands for what is not on record.
pub const NOTHING: &str = "–";

/// A day: `3 Oct 2014`.
pub fn day(day: Day) -> String {
    let (year, month, number) = day.ymd();
    format!("{number}{NB}{}{NB}{year}", month_name(month))
}

/// A day where there is one, else a dash.
pub fn some_day(of: Option<Day>) -> String {
    of.map_or_else(|| NOTHING.to_owned(), day)
}

/// When something happened, as exactly as it is known: `3 Oct 2014`, `Oct 2014`, `2014`, `1 May 2014 to 4 May 2014`.
pub fn dates(range: DateRange) -> String {
    let part = |text: &str| text.replace(' ', &NB.to_string());
    range.short_words().split(" to ").map(part).collect::<Vec<_>>().join(" to ")
}

/// When a member died, as exactly as it is on record, else a dash.
pub fn died(member: &Member) -> String {
    member.dates().map_or_else(|| NOTHING.to_owned(), dates)
}

/// A day without its year: `3 Oct`.
pub fn day_of_month(day: Day) -> String {
    let (_, month, number) = day.ymd();
    format!("{number}{NB}{}", month_name(month))
}

/// A month: `Oct 2014`.
pub fn month(day: Day) -> String {
    let (year, month, _) = day.ymd();
    format!("{}{NB}{year}", month_name(month))
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&MONTHS[0])
}

/// From one day to another: `3 Oct 2014 to 14 Sep 2015`.
pub fn days(from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
        (Some(only), None) | (None, Some(only)) => day(only),
        (None, None) => "no date on record".to_owned(),
    }
}

/// A length of time: `46 days`, `15 months`, `6.2 years`.
pub fn span(days: i32) -> String {
    match days {
        ..=0 => "one day".to_owned(),
        1 => "1 day".to_owned(),
        2..=89 => format!("{days}{NB}days"),
        90..=1095 => format!("{:.0}{NB}months", f64::from(days) / MONTH),
        _ => format!("{:.1}{NB}years", f64::from(days) / (12.0 * MONTH)),
    }
}

/// A distance given in metres: `one spot`, `480 m`, `1.3 km`, `24 km`.
pub fn distance(metres: f64) -> String {
    if !metres.is_finite() {
        NOTHING.to_owned()
    } else if metres < 1.0 {
        "one spot".to_owned()
    } else if metres < 999.5 {
        format!("{metres:.0}{NB}m")
    } else if metres < 9_950.0 {
        format!("{:.1}{NB}km", metres / 1000.0)
    } else {
        format!("{}{NB}km", thousands((metres / 1000.0).round() as u64))
    }
}

/// A count with its thousands apart: `22,397`.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count and what is counted: `1 death`, `2,310 deaths`.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// A positive number to two significant digits: `0.0041`, `0.25`, `3.2`, `140`, `3.1 × 10⁻⁷`.
pub fn figure(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return NOTHING.to_owned();
    }
    let (digits, power) = two_digits(number.abs());
    let text = match power {
        0.. if power <= 6 => thousands_of(digits, power),
        -4..=-1 => trimmed(format!("{:.*}", (1 - power) as usize, digits * 10f64.powi(power))),
        _ => format!("{} × 10{}", trimmed(format!("{digits:.1}")), superscript(power)),
    };
    if number < 0.0 { format!("−{text}") } else { text }
}

/// A number to three significant digits, or to the one, its thousands apart: `0.995`, `126`, `3.36`, `1,234`.
pub fn three_digits(number: f64) -> String {
    if !number.is_finite() {
        return NOTHING.to_owned();
    }
    if (999.5..1e15).contains(&number) {
        return thousands(number.round() as u64);
    }
    let power = if number == 0.0 { 0 } else { number.abs().log10().floor() as i32 };
    trimmed(format!("{number:.*}", (2 - power).clamp(0, 5) as usize))
}

/// p-values below this are told as below it.
const LEAST_P: f64 = 1e-300;

/// A p-value: `0.242`, `0.00012`, `3.1 × 10⁻⁷`.
pub fn p_value(p: f64) -> String {
    match p {
        ..LEAST_P => "< 10⁻³⁰⁰".to_owned(),
        0.001.. => three_digits(p),
        _ => figure(p).replace(' ', &NB.to_string()),
    }
}

/// A share in per cent: `84%`, `8.3%`, `0.04%`; all but all is never `100%`.
pub fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    match percent {
        _ if !percent.is_finite() => NOTHING.to_owned(),
        99.5.. if share < 1.0 => format!("{:.1}%", percent.min(99.9)),
        9.95.. => format!("{percent:.0}%"),
        _ => format!("{}%", figure(percent)),
    }
}

fn thousands_of(digits: f64, power: i32) -> String {
    if power == 0 { trimmed(format!("{digits:.1}")) } else { thousands((digits * 10f64.powi(power)).round() as u64) }
}

/// The number as `digits × 10^power` with `digits` rounded to one decimal, 1.0 to 9.9.
fn two_digits(number: f64) -> (f64, i32) {
    let power = number.log10().floor() as i32;
    let digits = (number / 10f64.powi(power) * 10.0).round() / 10.0;
    if digits >= 10.0 { (digits / 10.0, power + 1) } else { (digits, power) }
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A whole number as an exponent: `⁻⁷`.
pub fn superscript(number: i32) -> String {
    let digit = |digit: char| match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
        other => other,
    };
    number.to_string().chars().map(digit).collect()
}

/// A weight with its sign: `+3.2`, `−0.4`, `0.0`.
pub fn weight(weight: f64) -> String {
    if !weight.is_finite() {
        return NOTHING.to_owned();
    }
    let text = format!("{:.1}", weight.abs());
    match text.as_str() {
        "0.0" => text,
        _ if weight < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
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
    format!("{} to {}", figure(e_value.low), figure(e_value.high))
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
            format!("fewer than 1 such series in {} registers like this by chance", rounded(1.0 / high))
        } else {
            "no such series was seen by chance".to_owned()
        };
    }
    if value >= 0.95 {
        let few = if value < 1.5 { "1".to_owned() } else { figure(value) };
        return format!("about {few} such series in every register like this by chance");
    }
    format!("about 1 such series in {} registers like this by chance", rounded(1.0 / value))
}

/// A number of registers to two significant digits: `1.5`, `250`, `3.1 million`, `10¹²`.
fn rounded(number: f64) -> String {
    let millions = |size: f64, name: &str| format!("{} {name}", figure(number / size));
    match number {
        ..2.95 => figure(number),
        ..999_500.0 => {
            let (digits, power) = two_digits(number);
            thousands((digits * 10f64.powi(power)).round() as u64)
        }
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

/// A count at the head of a sentence: in words up to twelve.
pub fn spelled(count: u64) -> String {
    let words =
        ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    usize::try_from(count).ok().and_then(|at| words.get(at)).map_or_else(|| thousands(count), |word| (*word).to_owned())
}

/// Names in a row, short: `place, age, place kind`.
pub fn row(names: &[&str]) -> String {
    names.join(", ").replace('_', " ")
}

/// Names in a row: `place, age and substances`.
pub fn listed(names: &[&str]) -> String {
    let listed = match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    listed.replace('_', " ")
}

/// A sentence that ends like one.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
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
    fn figures_keep_two_digits_and_lose_empty_zeros() {
        let read = [0.0, 0.00412, 0.25, 0.1, 1.0, 3.24, 99.6, 140.4, 12_345.0, 3.14e-7, -2.0].map(figure);
        assert_eq!(read, ["0", "0.0041", "0.25", "0.1", "1", "3.2", "100", "140", "12,000", "3.1 × 10⁻⁷", "−2"]);
    }

    #[test]
    fn three_digits_are_kept_and_empty_zeros_lost() {
        assert_eq!(
            [0.0, 0.9951, 126.4, 3.3649, 0.0081, 250.0, 1234.0].map(three_digits),
            ["0", "0.995", "126", "3.36", "0.0081", "250", "1,234"]
        );
    }

    #[test]
    fn no_p_value_is_told_as_none() {
        let told = [1.0, 0.2424, 0.001, 0.000_123, 3.14e-7, 0.0].map(|p| p_value(p).replace(NB, " "));
        assert_eq!(told, ["1", "0.242", "0.001", "0.00012", "3.1 × 10⁻⁷", "< 10⁻³⁰⁰"]);
    }

    #[test]
    fn a_share_that_is_not_all_is_not_told_as_all() {
        let told = [0.0, 0.0004, 0.083, 0.12, 0.8449, 0.996, 0.9999, 1.0].map(percent);
        assert_eq!(told, ["0%", "0.04%", "8.3%", "12%", "84%", "99.6%", "99.9%", "100%"]);
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
            [0, 1, 46, 454, 2264].map(|days| span(days).replace(NB, " ")),
            ["one day", "1 day", "46 days", "15 months", "6.2 years"]
        );
        assert_eq!(
            [0.2, 480.4, 999.7, 1_340.0, 24_300.0].map(|metres| distance(metres).replace(NB, " ")),
            ["one spot", "480 m", "1.0 km", "1.3 km", "24 km"]
        );
    }
}
