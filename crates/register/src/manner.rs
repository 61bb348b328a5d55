//! The manner of a death in one spelling: natural, accident, suicide, homicide, undetermined, pending.

use std::borrow::Cow;

/// The canonical manners with the beginnings of the words that mean them. The earliest word in the text decides.
const MANNERS: [(&str, &[&str]); 10] = [
    ("natural", &["natural"]),
    ("accident", &["acciden", "misadventure", "unintentional", "road traffic collision"]),
    (
        "suicide",
        &["suicid", "self-inflicted", "self inflicted", "intentional self", "took his own life", "took her own life"],
    ),
    (
        "homicide",
        &[
            "homicid",
            "murder",
            "manslaughter",
            "unlawful",
            "unlawfully killed",
            "infanticide",
            "assault",
            "legal intervention",
            "lawful",
        ],
    ),
    (
        "undetermined",
        &[
            "undeterm",
            "undertermined",
            "could not be determined",
            "cannot be determined",
            "can not be determined",
            "indeterminate",
            "unascertained",
            "open verdict",
            "open conclusion",
            "equivocal",
        ],
    ),
    (
        "pending",
        &["pending", "under investigation", "investigation", "awaiting", "to be determined", "deferred", "tbd"],
    ),
    ("unexplained", &["unexplained"]),
    ("drug-related", &["drug related", "drug-related", "drug/alcohol", "dependence on drugs", "non-dependent abuse"]),
    ("alcohol-related", &["alcohol related", "alcohol-related"]),
    ("industrial disease", &["industrial disease"]),
];

/// Values that say nothing.
const NOTHING: [&str; 14] = [
    "",
    "unknown",
    "n/a",
    "na",
    "none",
    "null",
    "-",
    "--",
    "?",
    "not known",
    "not stated",
    "not recorded",
    "unclassified",
    "blank",
];

/// The canonical manner of a recorded one: `accident` for `ACCIDENT` and `Accidental (fall)`. `None` where the text is
/// empty or says that it is not known; a manner not in the list stays itself, in lower case.
///
/// ```
/// use colligate_register::manner;
/// assert_eq!(manner::canonical("Accidental (drug)").as_deref(), Some("accident"));
/// assert_eq!(manner::canonical("N/A"), None);
/// assert_eq!(manner::canonical("Narrative conclusion").as_deref(), Some("narrative conclusion"));
/// ```
pub fn canonical(text: &str) -> Option<Cow<'static, str>> {
    let lower = text.trim().to_lowercase();
    match lower.as_str() {
        "natural" => return Some("natural".into()),
        "accident" => return Some("accident".into()),
        "open" | "o" => return Some("undetermined".into()),
        text if NOTHING.contains(&text) => return None,
        _ => {}
    }
    let code = match lower.as_str() {
        "n" => "natural",
        "a" => "accident",
        "s" => "suicide",
        "h" => "homicide",
        "u" | "c" => "undetermined",
        "p" => "pending",
        _ => "",
    };
    if !code.is_empty() {
        return Some(code.into());
    }
    let earliest = MANNERS
        .iter()
        .filter_map(|(manner, words)| {
            words.iter().filter_map(|word| begins(&lower, word)).min().map(|at| (at, *manner))
        })
        .min();
    Some(earliest.map_or(Cow::Owned(lower), |(_, manner)| Cow::Borrowed(manner)))
}

/// Where a word begins with these letters; `unnatural` does not begin with `natural`.
fn begins(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn spellings_of_one_manner_are_one() {
        for (text, manner) in [
            ("ACCIDENT", "accident"),
            ("accident ", "accident"),
            ("Accidental (motor vehicle)", "accident"),
            ("Death by misadventure", "accident"),
            ("Natural Causes", "natural"),
            ("Suicide while the balance of mind was disturbed", "suicide"),
            ("Unlawful killing", "homicide"),
            ("Undetermined", "undetermined"),
            ("Could not be determined", "undetermined"),
            ("Open", "undetermined"),
            ("Pending investigation", "pending"),
            ("H", "homicide"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(manner), "{text}");
        }
    }

    #[test]
    fn an_unnatural_death_is_not_natural() {
        assert_eq!(canonical("unnatural").as_deref(), Some("unnatural"));
    }

    #[test]
    fn what_is_not_known_is_no_manner() {
        assert_eq!((canonical(" "), canonical("Unknown"), canonical("n/a")), (None, None, None));
    }
}
