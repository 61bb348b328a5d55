//! Pronouns, only where one person can be meant.

use super::cast::{At, Cast, Form};
use super::lexicon::is;
use super::text::Text;

/// Nouns for one person that take up whoever was spoken of.
const ONE: [&str; 14] = [
    "victim", "boy", "girl", "man", "woman", "teen", "teenager", "child", "toddler", "infant", "baby", "youth",
    "juvenile", "student",
];

/// Adds "he" and "she" at the head of sentences whose sentence before names exactly one person, in the same paragraph or the one
/// before.
pub(crate) fn add(text: &Text, cast: &mut Cast) {
    let mut found = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate().skip(1) {
        let at = sentence.start;
        let Some(before) = text.sentences.get(index - 1) else { continue };
        // "Both men died": the two whom the sentence before names.
        if text.word(at) == "both" {
            let mut two: Vec<usize> = cast
                .at
                .iter()
                .filter(|mention| {
                    mention.from >= before.start && mention.to <= before.end && mention.form == Form::Full
                })
                .map(|mention| mention.person)
                .collect();
            two.dedup();
            let to = at + 1 + usize::from(text.can(at + 1, is::PERSON));
            if two.len() == 2 {
                found.extend(two.into_iter().map(|person| At {
                    from: at,
                    to,
                    titled_from: at,
                    person,
                    form: Form::Pronoun,
                }));
            }
            continue;
        }
        let sex = match text.word(at) {
            "he" => is::MALE,
            "she" => is::FEMALE,
            // "The boy", "the victim".
            "the"
                if text.can(at + 1, is::PERSON)
                    && ONE.contains(&text.word(at + 1))
                    && !text.capital(at + 2)
                    && !text.is_possessive(at + 2) =>
            {
                text.flags(at + 1) & (is::FEMALE | is::MALE)
            }
            _ => continue,
        };
        if sentence.paragraph > before.paragraph + 1 {
            continue;
        }
        let here = |mention: &&At| mention.from >= before.start && mention.to <= before.end;
        // An officer who reports what happened is not whom it happened to.
        let official = |person: usize| {
            let titles = cast.members.get(person).map(|member| member.titles.as_slice()).unwrap_or_default();
            titles.iter().any(|(from, to)| (*from..*to).any(|at| text.can(at, is::RANK)))
        };
        let mut people: Vec<usize> =
            cast.at.iter().filter(here).map(|mention| mention.person).filter(|person| !official(*person)).collect();
        people.dedup();
        if let [person] = people[..]
            && cast.members.get(person).is_some_and(|member| member.sex == 0 || sex == 0 || member.sex & sex != 0)
        {
            let to = at + 1 + usize::from(text.word(at) == "the");
            found.push(At { from: at, to, titled_from: at, person, form: Form::Pronoun });
        }
    }
    // "She was 3."
    for at in &found {
        let age = super::ages::after_name(text, at.to).or_else(|| super::cast::stated(text, at.to));
        if let (Some(age), Some(member)) = (age, cast.members.get_mut(at.person))
            && member.age.is_none()
            && text.any(at.from, &["he", "she"])
        {
            member.age = Some(age.years);
            member.age_at = Some((age.from, age.to));
        }
    }
    cast.at.extend(found);
    cast.at.sort_by_key(|mention| mention.from);
}
