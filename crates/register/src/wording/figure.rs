//! Numbers that are measured or computed.

use super::NOTHING;
use super::count::thousands;

/// A number to two significant digits: `0.0041`, `0.25`, `3.2`, `140`, `3.1 × 10⁻⁷`; a dash where it is none.
///
/// ```
/// use colligate_register::wording::figure;
/// assert_eq!([0.25, 140.4, 9.96e-8].map(figure), ["0.25", "140", "1 × 10⁻⁷"]);
/// ```
pub fn figure(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return NOTHING.to_owned();
    }
    let (digits, power) = two_digits(number.abs());
    let text = match power {
        0 => trimmed(&digits).to_owned(),
        1..=6 => thousands((digits.parse().unwrap_or(0.0) * 10f64.powi(power)).round() as u64),
        -4..=-1 => trimmed(&format!("{:.*}", (1 - power) as usize, number.abs())).to_owned(),
        _ => format!("{} × 10{}", trimmed(&digits), superscript(power)),
    };
    if number < 0.0 { format!("−{text}") } else { text }
}

/// A positive number as `digits × 10^power`, the digits rounded to one decimal, `1.0` to `9.9`.
fn two_digits(number: f64) -> (String, i32) {
    // The standard library rounds the exact decimal value and carries.
    let text = format!("{number:.1e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    (digits.to_owned(), power.parse().unwrap_or(0))
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
    trimmed(&fixed(number, (2 - power).clamp(0, 5) as usize)).to_owned()
}

/// A number with so many decimals, thousands apart: `0.25`, `−1.0`, `1,234.5`; what rounds to nothing has no sign.
pub fn fixed(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return NOTHING.to_owned();
    }
    let text = format!("{:.decimals$}", number.abs());
    let sign = if number < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) { "−" } else { "" };
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    match whole.parse::<u64>() {
        Ok(whole) => format!("{sign}{}{rest}", thousands(whole)),
        Err(_) => format!("{sign}{text}"),
    }
}

/// p-values below this are given as below it.
const LEAST_P: f64 = 1e-300;

/// A p-value: `0.242`, `0.00012`, `3.1 × 10⁻⁷`.
pub fn p_value(p: f64) -> String {
    match p {
        ..LEAST_P => "< 10⁻³⁰⁰".to_owned(),
        0.001.. => three_digits(p),
        _ => figure(p),
    }
}

/// A share in per cent: `84%`, `8.3%`, `0.04%`; a share below one never reads `100%`.
pub fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    match percent {
        _ if !percent.is_finite() => NOTHING.to_owned(),
        99.5.. if share < 1.0 => format!("{:.1}%", percent.min(99.9)),
        9.95.. => format!("{percent:.0}%"),
        _ => format!("{}%", figure(percent)),
    }
}

/// An E-value: `0.0041`, `12`, `2.6 × 10⁻⁶`; a dash where it is not known.
pub fn e_value(value: f64) -> String {
    figure(value)
}

/// An interval: `0.001 to 0.015`. The lower end comes first, in whatever order the ends are given.
pub fn range(one: f64, other: f64) -> String {
    let (low, high) = if one > other { (other, one) } else { (one, other) };
    format!("{} to {}", figure(low), figure(high))
}

/// A weight with its sign: `+3.2`, `−0.4`, `0.0`.
pub fn weight(weight: f64) -> String {
    let text = fixed(weight, 1);
    if weight > 0.0 && weight.is_finite() && text != "0.0" { format!("+{text}") } else { text }
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

fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}
