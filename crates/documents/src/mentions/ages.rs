//! Ages: "21-year-old man", "aged 23", ", 23,", "3 months old".

use super::lexicon::is;
use super::shown::headline_style;
use super::text::Text;
use super::tokens::TokenKind;

/// An age at tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AgeAt {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Years.
    pub(crate) years: f32,
    /// Form: what stands after it may be its owner.
    pub(crate) form: AgeForm,
}

/// How an age is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AgeForm {
    /// "21-year-old".
    Compound,
    /// "aged 23", "23 years old".
    Stated,
    /// ", 23," after a name.
    Bare,
}

/// The oldest age believed.
const OLDEST: u64 = 115;

/// An age written out that begins at a token.
pub(crate) fn read(text: &Text, at: usize) -> Option<AgeAt> {
    if text.any(at, &["aged", "age"]) {
        let (number, to) = text.number(at + 1).filter(|(number, _)| *number <= OLDEST)?;
        // "ages 18 to 24" and "age group" are no one's age.
        if text.any(to, &["to", "-", "–"]) && text.number(to + 1).is_some() {
            return None;
        }
        return match unit(text.word(to)) {
            Some(scale) if scale < 1.0 => {
                Some(AgeAt { from: at, to: to + 1, years: number as f32 * scale, form: AgeForm::Stated })
            }
            _ => Some(AgeAt { from: at, to, years: number as f32, form: AgeForm::Stated }),
        };
    }
    let (number, next) = text.number(at)?;
    let hyphen = |at: usize| usize::from(text.any(at, &["-", "–", "‑"]));
    // "2-and-a-half-year-old".
    let half = next + hyphen(next);
    let next = if text.word(half) == "and" && (half..half + 7).any(|at| text.word(at) == "half") {
        (half..half + 7).find(|at| text.word(*at) == "half").map_or(next, |at| at + 1)
    } else {
        next
    };
    let unit_at = next + hyphen(next);
    if text.word(unit_at) == "yo" && number <= OLDEST {
        return Some(AgeAt { from: at, to: unit_at + 1, years: number as f32, form: AgeForm::Compound });
    }
    let scale = unit(text.word(unit_at))?;
    let old_at = unit_at + 1 + hyphen(unit_at + 1);
    if !text.any(old_at, &["old", "olds"]) || number > OLDEST * 12 {
        return None;
    }
    let years = number as f32 * scale;
    let form =
        if text.word(unit_at).ends_with('s') && old_at == unit_at + 1 { AgeForm::Stated } else { AgeForm::Compound };
    (years <= OLDEST as f32).then_some(AgeAt { from: at, to: old_at + 1, years, form })
}

/// The age in commas or brackets after a name that ends before `at`: ", 23,", "(23)", ", aged 23", ", a 23-year-old".
pub(crate) fn after_name(text: &Text, at: usize) -> Option<AgeAt> {
    let sentence = text.sentence(at.saturating_sub(1));
    if at >= sentence.end {
        return None;
    }
    match text.word(at) {
        "(" | "," | "–" | "—" => {
            if let Some(age) = read(text, at + 1) {
                return Some(age).filter(|age| age.form != AgeForm::Compound || !text.capital(age.to));
            }
            if text.any(at + 1, &["thought", "believed"]) && text.phrase(at + 2, &["to", "be"]) {
                let (number, to) = text.number(at + 4).filter(|(number, _)| (1..=OLDEST).contains(number))?;
                return Some(AgeAt { from: at + 4, to, years: number as f32, form: AgeForm::Bare });
            }
            if text.any(at + 1, &["a", "an", "the"]) {
                return read(text, at + 2).filter(|age| !text.capital(age.to));
            }
            let (number, to) = text.number(at + 1).filter(|(number, _)| *number <= OLDEST)?;
            let digits = text.kind(at + 1) == Some(TokenKind::Number);
            let ends = to >= sentence.end
                || text.any(
                    to,
                    &[
                        ",", ")", ".", ";", "and", "of", "from", "was", "were", "is", "who", "with", "died", "had",
                        "has", "–", "—", "'s", "on", "at", "in", "for", "also", "both", "as", "by", "to", "after",
                        "during", "when",
                    ],
                );
            // "Room 12, 14 Some Street": an age is not followed by a street.
            (digits && ends && text.written(at + 1).len() <= 3).then_some(AgeAt {
                from: at + 1,
                to,
                years: number as f32,
                form: AgeForm::Bare,
            })
        }
        "aged" | "age" => read(text, at),
        // "A man of 22 was".
        "of" if text.can(at.saturating_sub(1), is::PERSON) && text.word(at.saturating_sub(1)) != "one" => {
            let (number, to) = text.number(at + 1).filter(|(number, _)| (1..=OLDEST).contains(number))?;
            let ends = text.any(to, &["was", "who", "from", "has", "had", "died", ",", "."]);
            ends.then_some(AgeAt { from: at + 1, to, years: number as f32, form: AgeForm::Bare })
        }
        _ if text.kind(at) == Some(TokenKind::Number) => read(text, at).filter(|age| age.form == AgeForm::Stated),
        "was" | "is" => read(text, at + 1).filter(|age| age.form == AgeForm::Stated),
        _ => None,
    }
}

/// "Ages 25 and 26", "aged 13, 17 and 19": the ages of a group, and the position after them. None for fewer than two.
pub(crate) fn list(text: &Text, at: usize) -> Option<(Vec<f32>, usize)> {
    if !text.any(at, &["ages", "aged"]) {
        return None;
    }
    let mut years = Vec::new();
    let mut next = at + 1;
    while let Some((number, after)) = text.number(next).filter(|(number, _)| *number <= OLDEST) {
        years.push(number as f32);
        let comma = after + usize::from(text.word(after) == ",");
        let and = comma + usize::from(text.word(comma) == "and");
        if and == after || text.number(and).is_none() {
            next = after;
            break;
        }
        next = and;
    }
    (years.len() >= 2).then_some((years, next))
}

/// ", aged 89, 71 and 76", ", 34 and 41,", "(34 and 41)": the ages after a list of names that ends before `at`, and the position after
/// them. None for fewer than two.
pub(crate) fn several(text: &Text, at: usize) -> Option<(Vec<f32>, usize)> {
    if !text.any(at, &[",", "("]) {
        return None;
    }
    let from = at + 1 + usize::from(text.any(at + 1, &["both", "were", "who"]));
    list(text, from).or_else(|| {
        let (years, to) = pair(text, at)?;
        Some((years, to))
    })
}

/// "Two men, 24 and 25, were": the ages after a noun that ends before `at`, and the position after them. None for fewer than two.
pub(crate) fn pair(text: &Text, at: usize) -> Option<(Vec<f32>, usize)> {
    if !text.any(at, &[",", "("]) {
        return None;
    }
    let mut years = Vec::new();
    let mut next = at + 1;
    loop {
        let (number, after) = text.number(next).filter(|(number, _)| (1..=OLDEST).contains(number))?;
        years.push(number as f32);
        let comma = after + usize::from(text.word(after) == ",");
        let and = comma + usize::from(text.word(comma) == "and");
        if and > after && text.number(and).is_some() {
            next = and;
            continue;
        }
        let closed =
            after >= text.sentence(at).end || text.any(after, &[",", ".", ";", ")", "were", "are", "respectively"]);
        return (years.len() >= 2 && closed).then_some((years, after));
    }
}

/// Years in one of a unit of age.
fn unit(word: &str) -> Option<f32> {
    match word {
        "year" | "years" | "yr" | "yrs" => Some(1.0),
        "month" | "months" => Some(1.0 / 12.0),
        "week" | "weeks" => Some(7.0 / 365.25),
        "day" | "days" => Some(1.0 / 365.25),
        _ => None,
    }
}

/// The noun that an age describes: "21-year-old [black] man". Gives its position.
pub(crate) fn noun(text: &Text, age: &AgeAt) -> Option<usize> {
    let end = text.sentence(age.from).end.min(age.to + 4);
    (age.to..end).take_while(|at| text.is_word(*at) || text.any(*at, &["-"])).find(|at| {
        text.can(*at, is::PERSON | is::RELATIVE)
            && (!text.capital(*at) || headline_style(text, *at))
            && !text.is_possessive(at + 1)
    })
}
