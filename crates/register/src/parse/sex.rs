//! Sex as registers write it.

use crate::death::Sex;

/// Reads a sex; `None` where the text is a word for "not known".
pub(crate) fn parse(text: &str) -> Result<Option<Sex>, String> {
    const FEMALE: [&str; 7] = ["f", "female", "woman", "girl", "w", "femme", "weiblich"];
    const MALE: [&str; 6] = ["m", "male", "man", "boy", "homme", "männlich"];
    const OTHER: [&str; 9] =
        ["other", "x", "non-binary", "nonbinary", "intersex", "transgender", "d", "third gender", "indeterminate"];
    const UNKNOWN: [&str; 4] = ["u", "undetermined", "not determined", "not specified"];
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(&FEMALE) {
        Ok(Some(Sex::Female))
    } else if is(&MALE) {
        Ok(Some(Sex::Male))
    } else if is(&OTHER) {
        Ok(Some(Sex::Other))
    } else if is(&UNKNOWN) {
        Ok(None)
    } else {
        Err(format!("{text:?} is not a sex; write female, male or other"))
    }
}
