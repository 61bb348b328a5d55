//! The cast of a document: which names, short names and descriptions are one person.

use super::ages::{self, AgeAt, AgeForm};
use super::lexicon::is;
use super::name_weight::is_place;
use super::names::{self, ENOUGH, Name};
use super::same_name::same_name;
use super::text::Text;
use rustc_hash::FxHashMap;

/// How a mention names its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Given and family name.
    Full,
    /// One name, with or without a title.
    Short,
    /// "A 17-year-old boy".
    Described,
    /// "He", "she", where only one can be meant.
    Pronoun,
}

/// A person at tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    /// First token, title and age before the name left out.
    pub(crate) from: usize,
    /// Token after the last.
    pub(crate) to: usize,
    /// First token with the title.
    pub(crate) titled_from: usize,
    pub(crate) person: usize,
    pub(crate) form: Form,
}

/// One of the cast.
#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    /// Words of the fullest name in lower case; empty for the unnamed.
    pub(crate) words: Vec<String>,
    pub(crate) shown: Option<String>,
    pub(crate) age: Option<f32>,
    pub(crate) age_at: Option<(usize, usize)>,
    /// Female, male, or not known.
    pub(crate) sex: u32,
    /// How much the name looks like one, at its best; 0 for the unnamed.
    pub(crate) weight: f32,
    /// Titles and ranks that stand before the name, as tokens.
    pub(crate) titles: Vec<(usize, usize)>,
}

/// People and where they are named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    pub(crate) members: Vec<Member>,
    /// In the order of the text; none overlap.
    pub(crate) at: Vec<At>,
}

/// Weight from which a full name in a title is looked for in the text by its parts.
const TITLE_ENOUGH: f32 = 2.5;

/// The cast of a text. `title` is that of its title, whose full names may be given in the text by parts alone.
pub(crate) fn find(text: &Text, title: Option<&Cast>) -> Cast {
    let mut cast = Cast::default();
    let names = names::find(text);
    let full = |name: &&Name| name.words.len() >= 2;
    let accepted: Vec<&Name> = names.iter().filter(full).filter(|name| name.weight >= ENOUGH).collect();
    for name in &accepted {
        cast.add_name(text, name);
    }
    // Doubtful runs that repeat an accepted name, and titled family names that no fuller name explains.
    for name in names.iter().filter(|name| name.weight < ENOUGH || name.words.len() < 2) {
        let words = lower(text, name);
        if words.len() >= 2 {
            let (first, last) = (words.first(), words.last());
            if let Some(person) =
                cast.members.iter().position(|member| member.words.first() == first && member.words.last() == last)
            {
                cast.push(name, person, Form::Full);
            }
        }
    }
    for member in title.iter().flat_map(|title| &title.members) {
        let full = member.words.len() >= 2 && member.weight >= TITLE_ENOUGH;
        if full && !cast.members.iter().any(|other| same_name(&other.words, &member.words)) {
            cast.members.push(Member { age_at: None, titles: Vec::new(), ..member.clone() });
        }
    }
    cast.add_sexes(text);
    cast.add_short(text, &names);
    cast.drop_unnamed();
    cast.at.sort_by_key(|at| at.from);
    cast.at.dedup_by(|later, earlier| later.from < earlier.to);
    cast.add_ages(text);
    cast.add_described(text);
    cast.at.sort_by_key(|at| at.from);
    cast
}

fn lower(text: &Text, name: &Name) -> Vec<String> {
    name.words.iter().map(|at| text.word(*at).replace('\0', "")).collect()
}

impl Cast {
    fn push(&mut self, name: &Name, person: usize, form: Form) {
        let titled_from = name.title.map_or(name.from, |(from, _)| from);
        self.at.push(At { from: name.from, to: name.to, titled_from, person, form });
        if let (Some(title), Some(member)) = (name.title, self.members.get_mut(person)) {
            member.titles.push(title);
        }
    }

    fn add_name(&mut self, text: &Text, name: &Name) {
        let words = lower(text, name);
        let shown = shown(text, name);
        let person = self.members.iter().position(|member| same_name(&member.words, &words));
        let person = person.unwrap_or_else(|| {
            self.members.push(Member::default());
            self.members.len() - 1
        });
        if let Some(member) = self.members.get_mut(person) {
            member.weight = member.weight.max(name.weight);
            if member.shown.as_ref().is_none_or(|known| known.len() < shown.len() && member.words.len() < words.len()) {
                member.shown = Some(shown);
                member.words = words;
            }
            if let Some((from, to)) = name.title {
                for at in from..to {
                    member.sex |= text.flags(at) & (is::FEMALE | is::MALE);
                }
            }
        }
        self.push(name, person, Form::Full);
    }

    /// Whether somebody is a woman or a man, by the noun beside the name or by the given name, where no title told it.
    fn add_sexes(&mut self, text: &Text) {
        for at in &self.at {
            let start = text.sentence(at.from).start;
            let before = at.titled_from.checked_sub(1).filter(|before| *before >= start);
            let noun = before.map(|before| before - usize::from(text.word(before) == "," && before > start));
            let given = text.flags(at.from);
            let Some(member) = self.members.get_mut(at.person).filter(|member| member.sex == 0) else { continue };
            let kin = noun.filter(|noun| text.can(*noun, is::RELATIVE | is::PERSON)).map_or(0, |noun| text.flags(noun));
            let told = kin & (is::FEMALE | is::MALE);
            member.sex = if told == 0 { given & (is::FEMALE | is::MALE) } else { told };
            // A word that can be both tells nothing.
            if member.sex == is::FEMALE | is::MALE {
                member.sex = 0;
            }
        }
    }

    /// Family or given names alone, of people named in full anywhere in the text; and titled names that stand for nobody else.
    fn add_short(&mut self, text: &Text, names: &[Name]) {
        let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let members = self.members.clone();
        for (person, member) in members.iter().enumerate() {
            let (last, given) = member.words.split_last().map_or(("", &[][..]), |(last, given)| (last.as_str(), given));
            for word in std::iter::once(last).chain(given.iter().map(String::as_str)).filter(|word| word.len() > 1) {
                let people = by_word.entry(word).or_default();
                if !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        let mut titled: FxHashMap<(String, u32), usize> = FxHashMap::default();
        let mut taken: Vec<(usize, usize)> = self.at.iter().map(|at| (at.from, at.to)).collect();
        taken.sort_unstable();
        for name in names.iter().filter(|name| name.words.len() == 1) {
            let Some(&at) = name.words.first() else { continue };
            if overlaps(&taken, at) || refused(text, at, name) {
                continue;
            }
            let word = text.word(at).replace('\0', "");
            let surname_first =
                |person: &&usize| members.get(**person).is_some_and(|member| member.words.last() == Some(&word));
            let person = by_word.get(word.as_str()).and_then(|people| {
                let family: Vec<usize> = people.iter().filter(surname_first).copied().collect();
                let mut pool = if family.is_empty() { people.clone() } else { family };
                // "Mr" and "Mrs" of one surname are two people.
                let sex = sex_of_title(text, name);
                if sex != 0 {
                    let known = |person: &usize| members.get(*person).map_or(0, |member| member.sex);
                    let sure: Vec<usize> = pool.iter().copied().filter(|person| known(person) == sex).collect();
                    let may_be: Vec<usize> = pool.iter().copied().filter(|person| known(person) == 0).collect();
                    // Of several whose sex is not known the title tells none.
                    pool = match (sure.is_empty(), may_be.as_slice()) {
                        (false, _) => sure,
                        (true, [_]) => may_be,
                        _ => return None,
                    };
                }
                // Of several of one name the one who spoke before speaks again.
                if pool.len() > 1 && says(text, name.from, name.to) {
                    let spoke = |person: &usize| {
                        self.at.iter().any(|at| at.person == *person && says(text, at.titled_from, at.to))
                    };
                    let speakers: Vec<usize> = pool.iter().copied().filter(spoke).collect();
                    pool = if speakers.is_empty() { pool } else { speakers };
                }
                self.nearest_before(&pool, name.from).or_else(|| pool.first().copied())
            });
            let doubtful = text.can(at, is::COMMON | is::PERSON | is::NOT_NAME)
                && name.title.is_none()
                && name.from == text.sentence(at).start;
            match person {
                Some(person) if !doubtful => self.push(name, person, Form::Short),
                None if name.title.is_some()
                    && name.weight >= ENOUGH
                    && (!text.can(at, is::COMMON) || text.can(at, is::SURNAME)) =>
                {
                    let from = name.title.map_or(name.from, |(from, _)| from);
                    let sex = sex_of_title(text, name);
                    let person = *titled.entry((word.clone(), sex)).or_insert_with(|| {
                        let shown = text.slice(from, name.to).split_whitespace().collect::<Vec<_>>().join(" ");
                        self.members.push(Member { words: vec![word], shown: Some(shown), sex, ..Member::default() });
                        self.members.len() - 1
                    });
                    self.push(name, person, Form::Short);
                }
                _ => {}
            }
        }
    }

    /// Drops whom the title alone names.
    fn drop_unnamed(&mut self) {
        let kept: Vec<bool> =
            (0..self.members.len()).map(|person| self.at.iter().any(|at| at.person == person)).collect();
        if kept.iter().all(|kept| *kept) {
            return;
        }
        let before = |person: usize| kept.iter().take(person).filter(|kept| **kept).count();
        for at in &mut self.at {
            at.person = before(at.person);
        }
        let mut all = kept.iter();
        self.members.retain(|_| all.next() == Some(&true));
    }

    /// The person of a pool who was named last before a token.
    fn nearest_before(&self, pool: &[usize], before: usize) -> Option<usize> {
        let earlier = self.at.iter().filter(|at| at.from < before && pool.contains(&at.person));
        earlier.max_by_key(|at| at.from).map(|at| at.person)
    }

    /// "Anna, Ben and Carl, aged 89, 71 and 76": ages after a list of names belong to it in order where there are as many, else to
    /// nobody. Gives the mentions that end such a list, whose ages are not their own.
    fn add_ages_of_lists(&mut self, text: &Text) -> Vec<usize> {
        let mut ends = Vec::new();
        for index in 0..self.at.len() {
            let Some(last) = self.at.get(index).copied() else { continue };
            let Some((years, to)) = ages::several(text, last.to) else { continue };
            ends.push(index);
            let mut list = vec![last];
            for at in self.at.iter().take(index).rev() {
                let next = list.last().map_or(last.titled_from, |at| at.titled_from);
                let joined = at.to < next && (at.to..next).all(|word| text.any(word, &[",", "and", "&", ";"]));
                if !joined || !matches!(at.form, Form::Full | Form::Short) {
                    break;
                }
                list.push(*at);
            }
            list.reverse();
            if list.len() != years.len() {
                continue;
            }
            for (at, years) in list.iter().zip(years) {
                if let Some(member) = self.members.get_mut(at.person).filter(|member| member.age.is_none()) {
                    member.age = Some(years);
                    member.age_at = Some((last.to, to));
                }
            }
        }
        ends
    }

    /// Ages beside names.
    fn add_ages(&mut self, text: &Text) {
        let lists = self.add_ages_of_lists(text);
        for index in 0..self.at.len() {
            let Some(at) = self.at.get(index).copied() else { continue };
            if lists.contains(&index) {
                continue;
            }
            let age = ages::after_name(text, at.to)
                .or_else(|| before_name(text, at.titled_from))
                .or_else(|| stated(text, at.to));
            let (Some(age), Some(member)) = (age, self.members.get_mut(at.person)) else { continue };
            // An age beside the full name outranks one beside a short name, which may be another's of the family.
            if member.age.is_none() {
                member.age = Some(age.years);
                member.age_at = Some((age.from, age.to));
            }
        }
    }
}

/// The sex that a title tells: "Mr", "Mrs"; 0 for "Dr".
fn sex_of_title(text: &Text, name: &Name) -> u32 {
    let (from, to) = name.title.unwrap_or_default();
    (from..to).fold(0, |sex, at| sex | text.flags(at) & (is::FEMALE | is::MALE))
}

/// Whether a verb of saying stands beside a name.
fn says(text: &Text, from: usize, to: usize) -> bool {
    text.can(to, is::SAID) || from.checked_sub(1).is_some_and(|before| text.can(before, is::SAID))
}

fn overlaps(taken: &[(usize, usize)], at: usize) -> bool {
    let after = taken.partition_point(|(from, _)| *from <= at);
    after.checked_sub(1).and_then(|index| taken.get(index)).is_some_and(|(_, to)| at < *to)
}

/// Whether one capital word is part of a place or organisation: "Holmes Street", "North Holmes".
fn refused(text: &Text, at: usize, name: &Name) -> bool {
    let tail = text.can(at + 1, is::STREET | is::SITE | is::ORGANISATION | is::NOT_NAME)
        && text.capital(at + 1)
        && text.breaks(at + 1) == 0;
    let head = at > text.sentence(at).start
        && text.can(at - 1, is::NOT_NAME)
        && text.capital(at - 1)
        && at - 1 > text.sentence(at).start
        && name.title.is_none();
    let inside = name.title.is_none()
        && at > text.sentence(at).start
        && text.any(at - 1, &["in", "near", "outside", "at"])
        && is_place(text, at, at + 1);
    tail || head || inside
}

/// The name as shown: from first to last word, nicknames kept.
fn shown(text: &Text, name: &Name) -> String {
    let written = text.slice(name.from, name.to);
    if !text.sentence(name.from).shouted {
        return written.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    // Shouted names get the capitals of a name.
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    };
    written.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// "19-year-old Maria Davis", "46-year-old local barber Ernest Jasper".
fn before_name(text: &Text, from: usize) -> Option<AgeAt> {
    let start = text.sentence(from).start;
    for back in 1..=3 {
        let end = from.checked_sub(back).filter(|end| *end >= start + 2)?;
        if text.any(end, &[",", ".", "and", "of", "to", "in", "at", "from", "near", "on", "with", "was", "who"]) {
            return None;
        }
        if text.word(end) == "old" {
            return (end.saturating_sub(7).max(start)..end)
                .filter_map(|at| ages::read(text, at))
                .find(|age| age.to == end + 1);
        }
    }
    None
}

/// "Griffith was 3."
pub(super) fn stated(text: &Text, to: usize) -> Option<AgeAt> {
    if !text.any(to, &["was", "is"]) {
        return None;
    }
    let from = to + 1 + usize::from(text.any(to + 1, &["also", "only", "just"]));
    let (number, end) = text.number(from).filter(|(number, _)| *number <= 110)?;
    text.any(end, &[".", ",", ";", "and"]).then_some(AgeAt { from, to: end, years: number as f32, form: AgeForm::Bare })
}
