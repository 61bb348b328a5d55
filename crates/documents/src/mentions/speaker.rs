//! Who speaks: the head of the phrase that a verb of saying has for its subject, and nobody else.

use super::cast::{At, Cast, Form};
use super::clause;
use super::lexicon::is;
use super::organisations::OrganisationAt;
use super::text::Text;
use std::ops::Range;

/// Groups that speak without a name.
const GROUPS: [&str; 16] = [
    "solicitors",
    "lawyers",
    "police",
    "officials",
    "investigators",
    "authorities",
    "deputies",
    "detectives",
    "prosecutors",
    "witnesses",
    "neighbors",
    "neighbours",
    "relatives",
    "families",
    "family",
    "coroner",
];
/// Those who speak for the organisation that they are named with.
const SPOKES: [&str; 6] = ["spokesman", "spokeswoman", "spokesperson", "representative", "statement", "report"];
/// Words with which a phrase about a noun begins, or a clause.
const STOP: [&str; 18] = [
    "of", "for", "with", "who", "which", "whose", "whom", "from", "in", "at", "by", "to", "that", "on", "about", "and",
    "near", "against",
];
/// Words with which a sentence begins before its subject.
const LEADING: [&str; 24] = [
    "in",
    "on",
    "at",
    "after",
    "before",
    "when",
    "while",
    "as",
    "during",
    "following",
    "outside",
    "according",
    "since",
    "for",
    "with",
    "from",
    "by",
    "yesterday",
    "today",
    "later",
    "but",
    "and",
    "meanwhile",
    "however",
];
/// Tokens before one within which a mark of quotation is looked for: a run of words without a stop must not cost its square.
const LONGEST: usize = 400;
/// Sentences before one within which a pronoun's subject is looked for.
const BACK: usize = 4;

/// Somebody or something that can speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A member of the cast.
    Person(usize),
    /// An organisation, by its position.
    Organisation(usize),
    /// A group without a name, by the token of its noun.
    Group(usize),
}

/// A text with those in it who can speak.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'s, 't> {
    pub(crate) text: &'s Text<'t>,
    pub(crate) cast: &'s Cast,
    pub(crate) organisations: &'s [OrganisationAt],
    /// Weight of each member's death; who has one above zero is no speaker.
    pub(crate) died: &'s [f32],
}

impl Scene<'_, '_> {
    /// Who says what a verb of saying tells: its subject, or whoever is named at once after it. `from` is where to begin at the earliest.
    pub(crate) fn speaker(&self, from: usize, verb: usize) -> Option<Voice> {
        self.alive(self.of_verb(from, verb, BACK)?)
    }

    /// Who is meant by the words after "according to".
    pub(crate) fn source(&self, from: usize, limit: usize) -> Option<Voice> {
        self.alive(self.phrase(from, self.phrase_end(from, limit), BACK)?)
    }

    /// The people who are the subject of a verb of saying outside quotations, sorted.
    pub(crate) fn who_spoke(&self) -> Vec<usize> {
        let all = verbs(self.text, 0..self.text.tokens.len(), &[]).filter(|verb| !self.is_quoted(*verb));
        let voices = all.filter_map(|verb| self.speaker(self.text.sentence(verb).start, verb));
        let mut people: Vec<usize> =
            voices.filter_map(|voice| if let Voice::Person(person) = voice { Some(person) } else { None }).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Nobody who is held dead speaks.
    fn alive(&self, voice: Voice) -> Option<Voice> {
        let dead = matches!(voice, Voice::Person(person) if self.died.get(person).is_some_and(|weight| *weight > 0.0));
        (!dead).then_some(voice)
    }

    fn of_verb(&self, from: usize, verb: usize, back: usize) -> Option<Voice> {
        let text = self.text;
        let mut end = verb;
        while end > from && clause::is_between(text, end - 1) {
            end -= 1;
        }
        let start = clause::start(text, from, end);
        let empty = (start..end).all(|at| !text.is_word(at));
        if empty {
            let limit = text.sentence(verb).end;
            let after = verb + 1;
            let stops = text.any(after, &[":", ",", ".", "\"", "“", "that"]) || text.any(verb, &["told", "according"]);
            return if stops { None } else { self.phrase(after, self.phrase_end(after, limit), back) };
        }
        self.subject(start, end, back)
    }

    /// The end of a phrase that stands after its verb: the first finite verb or stop.
    fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let text = self.text;
        (from..limit.min(from + 24))
            .find(|at| {
                clause::is_hard(text, *at)
                    || text.word(*at) == "." && !text.joined(at + 1)
                    || clause::is_finite(text, *at)
            })
            .unwrap_or(limit.min(from + 24))
    }

    /// The head of a subject that ends before its verb.
    fn subject(&self, mut start: usize, end: usize, back: usize) -> Option<Voice> {
        let text = self.text;
        while start < end && self.leads(start) {
            match (start..end).find(|at| text.word(*at) == ",").filter(|comma| comma + 1 < end) {
                Some(comma) => start = comma + 1,
                None => return self.adjacent(start, end),
            }
        }
        self.phrase(start, end, back)
    }

    /// Whether a phrase that comes before the subject begins at a token.
    fn leads(&self, at: usize) -> bool {
        let text = self.text;
        let word = text.word(at);
        LEADING.contains(&word)
            || text.can(at, is::WEEKDAY | is::MONTH) && !self.cast.at.iter().any(|mention| mention.from == at)
            || word.len() > 5 && (word.ends_with("ing") || word.ends_with("ly")) && !self.is_named(at)
    }

    fn is_named(&self, at: usize) -> bool {
        self.cast.at.iter().any(|mention| mention.titled_from <= at && at < mention.to)
    }

    /// "At the inquest Dr Bell said": whoever stands right before the verb, where no preposition governs them.
    fn adjacent(&self, start: usize, end: usize) -> Option<Voice> {
        let text = self.text;
        let mention = self.cast.at.iter().rev().find(|mention| mention.to == end && mention.from >= start);
        let first = match mention {
            Some(mention) => mention.titled_from,
            None => self.organisations.iter().find(|place| place.to == end).map_or(end - 1, |place| place.from),
        };
        let governed = first.checked_sub(1).filter(|at| *at >= start);
        if let Some(at) = governed.filter(|at| text.any(*at, &["of", "for"])) {
            return (start..at).rev().find(|at| text.any(*at, &GROUPS)).map(Voice::Group);
        }
        if governed.is_some_and(|at| text.any(at, &STOP) || text.any(at, &LEADING)) {
            return None;
        }
        match mention {
            Some(mention) if matches!(mention.form, Form::Full | Form::Short) => Some(Voice::Person(mention.person)),
            Some(_) => None,
            None => self.phrase(first, end, 0),
        }
    }

    /// The head of a noun phrase: a name before anything that is said of it; a noun gives way to the name that stands in apposition.
    fn phrase(&self, start: usize, end: usize, back: usize) -> Option<Voice> {
        let text = self.text;
        let (mut group, mut noun, mut office) = (None, None, None);
        let mut at = start;
        while at < end {
            if let Some(mention) = self.named_at(at, end) {
                if text.is_possessive(mention.to) {
                    (group, noun, office) = (None, None, None);
                    at = mention.to + 1;
                    continue;
                }
                let joined = text.any(mention.to, &["and", "&"]) && self.named_at(mention.to + 1, end).is_some();
                return (!joined).then_some(Voice::Person(mention.person));
            }
            if let Some(place) = self.organisations.iter().find(|place| place.from == at && place.to <= end) {
                office = Some(place.which);
                noun = None;
                at = place.to;
                continue;
            }
            if text.any(at, &["he", "she", "they"]) && at + 1 >= end.min(start + 2) {
                return self.antecedent(at, back.checked_sub(1)?);
            }
            let word = text.word(at);
            if word == "," || STOP.contains(&word) || word.len() > 5 && word.ends_with("ing") || text.word(at) == "." {
                break;
            }
            if GROUPS.contains(&word) && !(text.capital(at) && at > start) {
                group = Some(at);
                noun = None;
            } else if text.is_word(at)
                && !text.any(at, &["a", "an", "the", "his", "her", "their", "its", "both", "all"])
            {
                noun = Some(at);
            }
            at += 1;
        }
        if let Some(person) = self.apposed(at, end) {
            return Some(Voice::Person(person));
        }
        let speaks_for = noun.is_some_and(|noun| text.any(noun, &SPOKES));
        if speaks_for && office.is_none() && text.any(at, &["for", "of", "from", "by"]) {
            let from = at + 1 + usize::from(text.word(at + 1) == "the");
            let place = self.organisations.iter().find(|place| place.from == from);
            return place
                .map(|place| Voice::Organisation(place.which))
                .or_else(|| text.any(from, &GROUPS).then_some(Voice::Group(from)));
        }
        if let Some(which) = office {
            let theirs = noun.is_none_or(|noun| {
                text.any(noun, &SPOKES)
                    || text.any(
                        noun,
                        &["officers", "officials", "staff", "detectives", "chiefs", "bosses", "investigators"],
                    )
            });
            return theirs.then_some(Voice::Organisation(which));
        }
        let group = group?;
        let own = noun.is_none() || text.word(group) == "police";
        own.then_some(Voice::Group(group))
    }

    /// The mention by name that begins at a token, with or without its title, and ends in a range.
    fn named_at(&self, at: usize, end: usize) -> Option<&At> {
        self.cast.at.iter().find(|mention| {
            (mention.titled_from..=mention.from).contains(&at)
                && mention.to <= end
                && matches!(mention.form, Form::Full | Form::Short)
        })
    }

    /// "The mother of the boy, Ada Quill, said": a name that begins after a comma and ends before one.
    fn apposed(&self, from: usize, end: usize) -> Option<usize> {
        let text = self.text;
        (from..end).filter(|at| text.word(*at) == ",").find_map(|comma| {
            let mention = self.named_at(comma + 1, end)?;
            let closed = mention.to == end || text.any(mention.to, &[",", "("]);
            closed.then_some(mention.person)
        })
    }

    /// Whom "he", "she" or "they" means: the subject of the sentence before, or the one person of it who can be meant.
    fn antecedent(&self, pronoun: usize, back: usize) -> Option<Voice> {
        let text = self.text;
        let sex = match text.word(pronoun) {
            "he" => is::MALE,
            "she" => is::FEMALE,
            _ => 0,
        };
        let number = text.sentence_of(pronoun);
        for step in 1..=back.max(1) {
            let span = number.checked_sub(step).and_then(|at| text.sentences.get(at))?;
            let verb = (span.start..span.end).find(|at| clause::is_finite(text, *at) && !self.is_quoted(*at));
            let Some(verb) = verb else { continue };
            let voice = self.of_verb(span.start, verb, back.saturating_sub(1));
            match voice {
                Some(Voice::Person(person)) if sex != 0 => {
                    return self.fits(person, sex).then_some(Voice::Person(person));
                }
                Some(Voice::Organisation(_) | Voice::Group(_)) if sex == 0 => return voice,
                _ => {}
            }
            let here = self.cast.at.iter().filter(|at| at.from >= span.start && at.to <= span.end);
            let mut people: Vec<usize> = here
                .filter(|at| matches!(at.form, Form::Full | Form::Short))
                .map(|at| at.person)
                .filter(|person| sex != 0 && self.fits(*person, sex))
                .filter(|person| self.alive(Voice::Person(*person)).is_some())
                .collect();
            people.sort_unstable();
            people.dedup();
            match people.as_slice() {
                [] if step < BACK => {}
                [person] => return Some(Voice::Person(*person)),
                _ => return None,
            }
        }
        None
    }

    fn fits(&self, person: usize, sex: u32) -> bool {
        self.cast.members.get(person).is_some_and(|member| member.sex == 0 || member.sex & sex != 0)
    }

    /// Whether a token stands between marks of quotation in its sentence.
    fn is_quoted(&self, at: usize) -> bool {
        let text = self.text;
        let start = text.sentence(at).start.max(at.saturating_sub(LONGEST));
        let mut open = false;
        for token in start..at {
            match text.word(token) {
                "“" => open = true,
                "”" => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        open
    }
}

/// The tokens of a range at which somebody may be said to say something: active verbs of saying.
pub(crate) fn verbs<'t>(
    text: &'t Text,
    range: Range<usize>,
    more: &'t [&str],
) -> impl Iterator<Item = usize> + use<'t> {
    range.filter(move |at| {
        let passive =
            at.checked_sub(1).is_some_and(|before| text.any(before, &["been", "was", "were", "be", "is", "are"]));
        !passive && (text.can(*at, is::SAID) || text.any(*at, more))
    })
}
