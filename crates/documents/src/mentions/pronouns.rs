//! Pronouns, only where one person can be meant.

use super::cast::{At, Cast, Form};
use super::lexicon::is;
use super::text::Text;

/// Adds "he" and "she" at the head of sentences whose sentence before names exactly one person, in the same paragraph or the one
/// before.
pub(crate) fn add(text: &Text, cast: &mut Cast) {
    let mut found = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate().skip(1) {
        let at = sentence.start;
        let Some(before) = text.sentences.get(index - 1) else { continue };
        // "Both men died": the two whom the sentence before names.
        if text.word(at) == "both" {
            let mut two: Vec<usize> = cast.at.iter().filter(|mention| mention.from >= before.start && mention.to <= before.end && mention.form == Form::Full).map(|mention| mention.person).collect();
            two.dedup();
            let to = at + 1 + usize::from(text.can(at + 1, is::PERSON));
            if two.len() == 2 {
                found.extend(two.into_iter().map(|person| At { from: at, to, titled_from: at, person, form: Form::Pronoun }));
            }
            continue;
        }
        let sex = match text.word(at) {
            "he" => is::MALE,
            "she" => is::FEMALE,
            _ => continue,
        };
        if sentence.paragraph > before.paragraph + 1 {
            continue;
        }
        let here = |mention: &&At| mention.from >= before.start && mention.to <= before.end;
        let mut people: Vec<usize> = cast.at.iter().filter(here).map(|mention| mention.person).collect();
        people.dedup();
        // The subject of the sentence, where it is named first and alone before the verb of saying.
        if let [person] = people[..]
            && cast.members.get(person).is_some_and(|member| member.sex == 0 || member.sex & sex != 0)
        {
            found.push(At { from: at, to: at + 1, titled_from: at, person, form: Form::Pronoun });
        }
    }
    cast.at.extend(found);
    cast.at.sort_by_key(|mention| mention.from);
}
