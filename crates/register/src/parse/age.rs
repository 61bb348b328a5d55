//! Ages: `55`, `55 Years`, `3 Months`, `12 Hours`, `1 year 3 months`, `30-39`, `under 1`, `85+`, `about 40`, `40s`.

use super::decimal::{self, Decimals};
use crate::death::Age;

/// Oldest age believed, in years. The oldest person on good record lived 122 years (Jeanne Calment, 1875–1997).
pub(crate) const OLDEST: f32 = 125.0;

/// How far an age said to be about so many may be off, as a share of it: five years either way at forty. A choice.
const ESTIMATED: f32 = 0.125;

/// Days in a mean Gregorian year.
const YEAR_DAYS: f32 = 365.2425;

/// Reads an age from a column whose decimals are written with this sign.
pub(crate) fn parse_with(text: &str, decimals: Decimals) -> Result<Age, String> {
    match decimals {
        Decimals::Comma if text.contains(',') => parse(&decimals.with_points(text)).map_err(|_| wrong(text)),
        _ => parse(text),
    }
}

fn wrong(text: &str) -> String {
    match decimal::comma(text) {
        true => {
            format!("{text:?} can be one number with a decimal comma or two numbers; write 34.5, or one number a cell")
        }
        false => format!("{text:?} is not an age; write 34, 34 years, 3 months or 30-39"),
    }
}

/// Reads an age.
pub(crate) fn parse(text: &str) -> Result<Age, String> {
    let wrong = || wrong(text);
    if let Some(years) = common(text) {
        return checked(text, Age { low: years, high: years });
    }
    if let Ok(years) = text.parse::<f32>() {
        return checked(text, Age { low: years, high: years });
    }
    let lower = text.to_ascii_lowercase();
    let words = lower.trim();
    for prefix in ["under ", "less than ", "below ", "younger than ", "<"] {
        if let Some(rest) = words.strip_prefix(prefix) {
            let high = amount(rest.trim_start_matches('=').trim()).ok_or_else(wrong)?;
            return checked(text, Age { low: 0.0, high });
        }
    }
    for prefix in ["over ", "more than ", "above ", "at least ", ">"] {
        if let Some(rest) = words.strip_prefix(prefix) {
            let low = amount(rest.trim_start_matches('=').trim()).ok_or_else(wrong)?;
            return checked(text, Age { low, high: OLDEST.max(low) });
        }
    }
    for suffix in ["+", " and over", " and older", " and above", " or over", " or older", " or more"] {
        if let Some(rest) = words.strip_suffix(suffix) {
            let low = amount(rest.trim()).ok_or_else(wrong)?;
            return checked(text, Age { low, high: OLDEST.max(low) });
        }
    }
    for prefix in
        ["about ", "approximately ", "approx. ", "approx ", "around ", "circa ", "c. ", "ca. ", "estimated ", "~"]
    {
        if let Some(rest) = words.strip_prefix(prefix) {
            let years = amount(rest.trim()).ok_or_else(wrong)?;
            let margin = ESTIMATED * years;
            return checked(text, Age { low: years - margin, high: (years + margin).min(OLDEST.max(years)) });
        }
    }
    if let Some(age) = decade(words) {
        return checked(text, age);
    }
    for between in ["–", " to ", "-"] {
        if let Some((low, high)) = words.split_once(between)
            && !low.trim().is_empty()
        {
            let (high, unit) = amount_and_unit(high.trim()).ok_or_else(wrong)?;
            let low = match low.trim().parse::<f32>() {
                Ok(number) => number * unit,
                Err(_) => amount(low.trim()).ok_or_else(wrong)?,
            };
            return if high < low {
                Err(format!("{text:?} is an age range that ends before it begins"))
            } else {
                checked(text, Age { low, high })
            };
        }
    }
    let years = amount(words).ok_or_else(wrong)?;
    checked(text, Age { low: years, high: years })
}

/// `55` and `55 Years`, which most cells are, without allocation.
fn common(text: &str) -> Option<f32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text[digits..].trim_start();
    if !(1..=3).contains(&digits) || !(unit.is_empty() || unit.eq_ignore_ascii_case("years")) {
        return None;
    }
    text[..digits].parse::<u16>().ok().map(f32::from)
}

/// `40s`, `in his 40s`, `early 30s`, `mid-50s`, `late 60s`.
fn decade(words: &str) -> Option<Age> {
    let words = ["in his ", "in her ", "in their ", "in the "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))
        .unwrap_or(words);
    let parts = [("early ", 0.0, 3.0), ("mid ", 4.0, 6.0), ("mid-", 4.0, 6.0), ("late ", 7.0, 9.0)];
    let part = parts.iter().find_map(|&(lead, from, to)| Some((words.strip_prefix(lead)?, from, to)));
    let (rest, from, to) = part.unwrap_or((words, 0.0, 9.0));
    let tens = rest.strip_suffix("'s").or_else(|| rest.strip_suffix('s'))?;
    let start: u8 = tens.parse().ok().filter(|start: &u8| *start >= 10 && start.is_multiple_of(10))?;
    Some(Age { low: f32::from(start) + from, high: f32::from(start) + to })
}

fn checked(text: &str, age: Age) -> Result<Age, String> {
    if !(age.low.is_finite() && age.high.is_finite()) {
        Err(format!("{text:?} is not a number"))
    } else if age.low < 0.0 {
        Err(format!("{text:?} is an age below 0"))
    } else if age.low > OLDEST || age.high > OLDEST {
        Err(format!("{text:?} is an age above {OLDEST} years"))
    } else {
        Ok(age)
    }
}

fn amount(words: &str) -> Option<f32> {
    amount_and_unit(words).map(|(years, _)| years)
}

/// Years in a text such as `3 months` or `1 year 3 months`, and the last unit in years.
fn amount_and_unit(words: &str) -> Option<(f32, f32)> {
    let mut rest = words.trim().trim_end_matches(" old").trim_end_matches(" of age");
    let mut years = 0.0;
    let mut unit = f32::INFINITY;
    let mut parts = 0;
    let mut bare = false;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        let number: f32 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start_matches([' ', '-']);
        let letters = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '.')).unwrap_or(rest.len());
        let word = rest[..letters].trim_matches('.');
        let smaller = unit_years(word)?;
        bare |= word.is_empty();
        // "34, 35" and "3 months 2" are no sum: every part of one has its unit, each smaller than the one before.
        if smaller >= unit || (bare && parts > 0) {
            return None;
        }
        unit = smaller;
        rest = rest[letters..].trim_start_matches([' ', ',', ';']);
        rest = rest.strip_prefix("and ").unwrap_or(rest);
        years += number * unit;
        parts += 1;
        if parts > 3 {
            return None;
        }
    }
    (parts > 0).then_some((years, unit))
}

/// True for a unit of time alone: `Years`, `months`, `d`.
pub(crate) fn is_unit(text: &str) -> bool {
    !text.is_empty() && unit_years(&text.to_ascii_lowercase()).is_some()
}

fn unit_years(word: &str) -> Option<f32> {
    Some(match word {
        "" | "y" | "yr" | "yrs" | "year" | "years" | "yo" | "y/o" => 1.0,
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => 1.0 / 12.0,
        "w" | "wk" | "wks" | "week" | "weeks" => 7.0 / YEAR_DAYS,
        "d" | "dy" | "day" | "days" => 1.0 / YEAR_DAYS,
        "h" | "hr" | "hrs" | "hour" | "hours" => 1.0 / (24.0 * YEAR_DAYS),
        "min" | "mins" | "minute" | "minutes" => 1.0 / (1440.0 * YEAR_DAYS),
        "sec" | "secs" | "second" | "seconds" => 1.0 / (86_400.0 * YEAR_DAYS),
        _ => return None,
    })
}

/// Writes an age so that [`parse`] gives the same again.
pub(crate) fn write(age: Age) -> String {
    if age.low == age.high { age.low.to_string() } else { format!("{}-{}", age.low, age.high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(text: &str) -> (f32, f32) {
        let age = parse(text).unwrap();
        (age.low, age.high)
    }

    #[test]
    fn ages_come_in_years_and_in_words() {
        assert_eq!(years("55"), (55.0, 55.0));
        assert_eq!(years("55.0"), (55.0, 55.0));
        assert_eq!(years("55 Years"), (55.0, 55.0));
        assert_eq!(years("55y"), (55.0, 55.0));
        assert_eq!(years("3 Months"), (0.25, 0.25));
        assert_eq!(years("1 year 3 months"), (1.25, 1.25));
        assert!((years("12 Hours").0 - 0.5 / 365.2425).abs() < 1e-7);
        assert!((years("2 Days").0 - 2.0 / 365.2425).abs() < 1e-7);
    }

    #[test]
    fn age_groups_keep_their_bounds() {
        assert_eq!(years("30-39"), (30.0, 39.0));
        assert_eq!(years("30–39 years"), (30.0, 39.0));
        assert_eq!(years("30 to 39"), (30.0, 39.0));
        assert_eq!(years("6-9 months"), (0.5, 0.75));
        assert_eq!(years("under 1"), (0.0, 1.0));
        assert_eq!(years("<1"), (0.0, 1.0));
        assert_eq!(years("85+"), (85.0, 125.0));
        assert_eq!(years("90 and over"), (90.0, 125.0));
    }

    #[test]
    fn numbers_that_are_not_plainly_one_are_no_sum() {
        for text in [
            "34,5",
            "34, 35",
            "34;35",
            "34 35",
            "55 and 3",
            "3 months 2",
            "2 12 months",
            "2 days 3 years",
            "1 year 1 year",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("34,5").unwrap_err().contains("decimal comma"));
        assert_eq!(years("1 year, 3 months"), (1.25, 1.25));
        let with_comma = |text: &str| parse_with(text, Decimals::Comma).map(|age| (age.low, age.high));
        assert_eq!(with_comma("34,5"), Ok((34.5, 34.5)));
        assert_eq!(with_comma("0,25"), Ok((0.25, 0.25)));
        assert_eq!(with_comma("1,5-2,5 years"), Ok((1.5, 2.5)));
        assert_eq!(with_comma("1 year, 3 months"), Ok((1.25, 1.25)));
        assert!(with_comma("34, 35").is_err());
    }

    #[test]
    fn estimates_are_ranges() {
        assert_eq!(years("about 40"), (35.0, 45.0));
        assert_eq!(years("approx. 24 years"), (21.0, 27.0));
        assert_eq!(years("40s"), (40.0, 49.0));
        assert_eq!(years("In his early 20s"), (20.0, 23.0));
        assert_eq!(years("mid-50's"), (54.0, 56.0));
        assert_eq!(years("late 60s"), (67.0, 69.0));
        for wrong in ["45s", "0s", "about", "about old", "s"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn impossible_ages_are_refused_with_the_reason() {
        for (text, word) in [
            ("-1", "below 0"),
            ("999", "above"),
            ("NaN", "number"),
            ("inf", "number"),
            ("39-30", "ends before"),
            ("old", "not an age"),
        ] {
            let reason = parse(text).unwrap_err();
            assert!(reason.contains(word), "{text}: {reason}");
        }
    }
}
