//! Intervals in one cell: `between 2014-06-19 and 2014-06-20 04:18`, `2014-06-19 to 2014-06-20`, and ISO 8601's
//! `2014-06-19/2014-06-20`.

/// The two ends of an interval as written; nothing for a text that is not one.
pub(super) fn ends(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    let between = |opening: &str, word: &str| {
        let rest = lower.strip_prefix(opening)?;
        let at = opening.len() + rest.find(word)?;
        Some((text[opening.len()..at].trim(), text[at + word.len()..].trim()))
    };
    between("between ", " and ")
        .or_else(|| between("from ", " to "))
        .or_else(|| between("", " to "))
        .or_else(|| iso(text))
}

/// Two dates that begin with a year of four digits, with a stroke between them.
fn iso(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once('/')?;
    let begins_with_year = |text: &str| text.len() >= 10 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    (begins_with_year(from) && begins_with_year(to)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_have_two_ends_and_other_texts_none() {
        for text in ["between A and B", "Between  A And B", "from A to B", "A to B"] {
            assert_eq!(ends(text), Some(("A", "B")), "{text}");
        }
        assert_eq!(ends("2014-06-19/2014-06-20"), Some(("2014-06-19", "2014-06-20")));
        for text in ["2014-06-19", "03/04/2021", "2014/06/19", "2014/06/19 04:18", "", "İ to", "between"] {
            assert_eq!(ends(text), None, "{text}");
        }
    }
}
