//! Whether the numbers of a source have a decimal point or a decimal comma: shown by its columns, never by one cell.

/// The sign before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// `34.5`.
    #[default]
    Point,
    /// `34,5`.
    Comma,
}

/// Numbers with a comma that show decimal commas, at least.
const LEAST: usize = 2;

impl Decimals {
    /// What these numbers show: commas where several have one and none has a point.
    pub fn of<'a>(numbers: impl Iterator<Item = &'a str>) -> Decimals {
        let (mut commas, mut points) = (0, 0);
        for text in numbers {
            commas += usize::from(comma(text));
            points += usize::from(has(text, '.'));
        }
        if commas >= LEAST && points == 0 { Decimals::Comma } else { Decimals::Point }
    }

    /// The text with points for the commas between digits.
    pub fn with_points(self, text: &str) -> String {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut made = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        let mut before = None;
        while let Some(c) = rest.next() {
            let decimal = self == Decimals::Comma && c == ',' && digit(before) && digit(rest.peek().copied());
            made.push(if decimal { '.' } else { c });
            before = Some(c);
        }
        made
    }
}

/// True for digits, a comma and digits, and nothing else but a sign and a unit: `34,5`, `-0,25`, `34,5 years`.
pub(crate) fn comma(text: &str) -> bool {
    has(text, ',')
}

fn has(text: &str, sign: char) -> bool {
    let Some((whole, decimals)) = text.split_once(sign) else { return false };
    let digits = decimals.bytes().take_while(u8::is_ascii_digit).count();
    let whole = whole.trim_start_matches(['-', '+', '~', '<', '>', ' ']);
    let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_whole && digits > 0 && !decimals[digits..].contains(['.', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_is_shown_by_several_numbers_and_by_none_with_a_point() {
        let of = |numbers: &[&str]| Decimals::of(numbers.iter().copied());
        assert_eq!(of(&["52,20679", "-1,42568", "34"]), Decimals::Comma);
        assert_eq!(of(&["34,5"]), Decimals::Point);
        assert_eq!(of(&["34,5", "0,25", "52.1"]), Decimals::Point);
        assert_eq!(of(&["34, 35", "36, 37"]), Decimals::Point);
        assert_eq!(Decimals::Comma.with_points("1,5 to 2,5, about"), "1.5 to 2.5, about");
    }
}
