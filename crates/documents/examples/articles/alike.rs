//! Whether two names are one person's, as the archive and an article spell them.

use crate::truth::plain;

/// First and last word of a full name in lower case, endings and ranks left out.
pub fn ends(name: &str) -> Option<(String, String)> {
    const LEFT_OUT: [&str; 13] =
        ["jr", "sr", "ii", "iii", "iv", "vi", "deputy", "detective", "sgt", "stf", "rev", "reverend", "officer"];
    let name = plain(&strip(name));
    let words: Vec<&str> = name.split(' ').filter(|word| !LEFT_OUT.contains(word)).collect();
    words.first().zip(words.last()).map(|(first, last)| (first.to_string(), last.to_string()))
}

/// Whether two names agree: a name spelt a little differently by the archive is right where the article spells it so.
pub fn alike(a: &(String, String), b: &(String, String)) -> bool {
    let near = |a: &str, b: &str| {
        a == b || a.len() > 3 && strsim::levenshtein(a, b) <= 1 || a.len() > 6 && strsim::levenshtein(a, b) <= 2
    };
    near(&a.0, &b.0) && near(&a.1, &b.1)
}

/// The words of a full name in lower case, endings and ranks left out; none where it is one word.
pub fn name_words(name: &str) -> Option<Vec<String>> {
    let (first, last) = ends(name)?;
    let words: Vec<String> = plain(&name.replace(['"', '“', '”', '(', ')'], " "))
        .split(' ')
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect();
    let from = words.iter().position(|word| *word == first).unwrap_or_default();
    let to = words.iter().rposition(|word| *word == last).map_or(words.len(), |at| at + 1);
    (first != last).then(|| words.get(from..to).map(<[String]>::to_vec)).flatten()
}

/// Whether two full names are of one person: family names alike, and a given name of one is a given name of the other, a letter or two
/// aside, or its short form. The archive has "Mike Scott" and "Roy Ralston" where the article has "Michael Scott" and "James Roy Ralston".
pub fn same_person(a: &[String], b: &[String]) -> bool {
    const SHORT: [(&str, &str); 23] = [
        ("andy", "andrew"),
        ("bill", "william"),
        ("billy", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("candy", "candace"),
        ("cathy", "catherine"),
        ("chuck", "charles"),
        ("freddy", "frederick"),
        ("jack", "john"),
        ("jerry", "gerald"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("joey", "joseph"),
        ("johnny", "john"),
        ("kathy", "katherine"),
        ("larry", "lawrence"),
        ("mike", "michael"),
        ("peggy", "margaret"),
        ("rick", "richard"),
        ("steve", "stephen"),
        ("tommy", "thomas"),
        ("tony", "anthony"),
    ];
    let near = |a: &str, b: &str| {
        let (far, longer) = (strsim::damerau_levenshtein(a, b), a.len().min(b.len()));
        far == 0 || longer > 3 && far <= 1 || longer > 6 && far <= 2
    };
    let short = |a: &str, b: &str| a.len() >= 3 && b.starts_with(a) || SHORT.contains(&(a, b));
    let (Some((last, given)), Some((other_last, other_given))) = (a.split_last(), b.split_last()) else { return false };
    let one = |a: &String, b: &String| near(a, b) || short(a, b) || short(b, a);
    near(last, other_last) && given.iter().any(|mine| other_given.iter().any(|theirs| one(mine, theirs)))
}

/// A name without its nickname in quotation marks.
fn strip(name: &str) -> String {
    let mut quoted = false;
    name.chars()
        .filter(|letter| {
            if matches!(letter, '"' | '“' | '”') {
                quoted = !quoted;
                false
            } else {
                !quoted
            }
        })
        .collect()
}
