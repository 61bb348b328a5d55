//! People described and not named: "a 17-year-old boy", "the deceased", "ages 25 and 26".

use super::ages::{self, AgeForm};
use super::cast::{At, Cast, Form, Member};
use super::lexicon::is;
use super::shown::headline_style;
use super::text::Text;

impl Cast {
    /// "A 17-year-old boy": the person of that age, or somebody new.
    pub(super) fn add_described(&mut self, text: &Text) {
        let used: Vec<(usize, usize)> = self.members.iter().filter_map(|member| member.age_at).collect();
        let mut at = 0;
        let mut found = Vec::new();
        while at < text.tokens.len() {
            if text.phrase(at, &["the", "deceased"])
                && !text.capital(at + 2)
                && !text.any(at + 2, &["'s", "man", "woman", "was", "as"])
                || text.phrase(at, &["the", "deceased", "was"]) && !text.any(at + 3, &["identified", "named"])
            {
                let person = self.deceased(text);
                found.push(At { from: at, to: at + 2, titled_from: at, person, form: Form::Described });
                at += 2;
                continue;
            }
            // Ages of a list of names were given to it, or to nobody.
            let named = |before: usize| self.at.iter().any(|other| other.to == before && other.form != Form::Described);
            if let Some((_, to)) = ages::list(text, at)
                && (at.checked_sub(1).is_some_and(&named)
                    || text.any(at.saturating_sub(1), &["both", "were"]) && at >= 2 && named(at - 2))
            {
                at = to;
                continue;
            }
            if let Some((ages, to)) = ages::list(text, at) {
                for years in ages {
                    self.members.push(Member { age: Some(years), age_at: Some((at, to)), ..Member::default() });
                    found.push(At {
                        from: at,
                        to,
                        titled_from: at,
                        person: self.members.len() - 1,
                        form: Form::Described,
                    });
                }
                at = to;
                continue;
            }
            if let Some(to) = self.add_noun_and_age(text, at, &used, &mut found) {
                at = to;
                continue;
            }
            let age = if text.any(at, &["aged", "age"]) {
                None
            } else {
                ages::read(text, at).filter(|age| age.form == AgeForm::Compound)
            };
            let Some(age) = age else {
                at += 1;
                continue;
            };
            at = age.to;
            if used.iter().any(|(from, to)| age.from < *to && *from < age.to) {
                continue;
            }
            let noun = ages::noun(text, &age);
            // The age of a named person: told already.
            let noun_end = noun.map_or(age.to, |noun| noun + 1);
            let apposed = self
                .at
                .iter()
                .find(|at| text.word(noun_end) == "," && at.titled_from == noun_end + 1 && at.form == Form::Full);
            if let Some(person) = apposed.map(|at| at.person) {
                if let Some(member) = self.members.get_mut(person).filter(|member| member.age.is_none()) {
                    member.age = Some(age.years);
                    member.age_at = Some((age.from, age.to));
                }
                found.push(At { from: age.from, to: noun_end, titled_from: age.from, person, form: Form::Described });
                continue;
            }
            let named = self.at.iter().find(|at| {
                at.from >= age.to
                    && at.titled_from <= age.to + 4
                    && (age.to..at.titled_from).all(|step| !text.any(step, &[",", ".", "and"]))
            });
            if named.is_some() || text.any(age.to, &["daughter's", "home"]) {
                continue;
            }
            let to = noun.map_or(age.to, |noun| noun + 1);
            let sex = noun.map_or(0, |noun| text.flags(noun) & (is::FEMALE | is::MALE));
            let definite = age.from.checked_sub(1).is_some_and(|before| text.word(before) == "the");
            let told = definite.then(|| self.ageless_before(text, age.from)).flatten();
            if let Some(member) =
                told.filter(|_| self.of_age(age.years, sex).is_none()).and_then(|person| self.members.get_mut(person))
            {
                member.age = Some(age.years);
                member.age_at = Some((age.from, age.to));
            }
            let person = self.of_age(age.years, sex).unwrap_or_else(|| {
                self.members.push(Member {
                    age: Some(age.years),
                    age_at: Some((age.from, age.to)),
                    sex,
                    ..Member::default()
                });
                self.members.len() - 1
            });
            if let Some(member) = self.members.get_mut(person) {
                member.sex |= sex;
            }
            found.push(At { from: age.from, to, titled_from: age.from, person, form: Form::Described });
        }
        self.at.extend(found);
    }

    /// "A man was found dead", "the body of a young woman": somebody without name or age, where a sentence tells of a death and of nobody
    /// else. The first alone: who is meant by a second, nothing tells.
    pub(super) fn add_unknown(&mut self, text: &Text) {
        const DEATH: [&str; 9] =
            ["dead", "died", "body", "deceased", "killed", "drowned", "hanged", "murdered", "unresponsive"];
        const ONE: [&str; 10] =
            ["man", "woman", "boy", "girl", "teenager", "child", "baby", "toddler", "infant", "pensioner"];
        for sentence in &text.sentences {
            let at = sentence.start..sentence.end;
            if !at.clone().any(|at| text.any(at, &DEATH)) || self.at.iter().any(|other| at.contains(&other.from)) {
                continue;
            }
            let noun = at.clone().find(|noun| {
                ONE.contains(&text.word(*noun))
                    && !text.capital(*noun)
                    && !text.is_possessive(noun + 1)
                    && !text.capital(noun + 1)
                    && (noun.saturating_sub(3).max(sentence.start)..*noun).any(|before| text.any(before, &["a", "an"]))
            });
            let Some(noun) = noun else { continue };
            let sex = text.flags(noun) & (is::FEMALE | is::MALE);
            let age = ages::after_name(text, noun + 1);
            self.members.push(Member {
                age: age.map(|age| age.years),
                age_at: age.map(|age| (age.from, age.to)),
                sex,
                ..Member::default()
            });
            let person = self.members.len() - 1;
            self.at.push(At { from: noun, to: noun + 1, titled_from: noun, person, form: Form::Described });
            self.at.sort_by_key(|at| at.from);
            return;
        }
    }

    /// "A man, 22, …", "two men, 24 and 25, …": people by noun and age. Gives the position after them.
    fn add_noun_and_age(
        &mut self,
        text: &Text,
        at: usize,
        used: &[(usize, usize)],
        found: &mut Vec<At>,
    ) -> Option<usize> {
        let noun = text.can(at, is::PERSON | is::RELATIVE)
            && text.any(at + 1, &[",", "(", "of"])
            && (!text.capital(at) || at == text.sentence(at).start || headline_style(text, at));
        if !noun || self.at.iter().any(|other| other.from <= at && at < other.to) {
            return None;
        }
        let sex = text.flags(at) & (is::FEMALE | is::MALE);
        if let Some((ages, to)) = ages::pair(text, at + 1) {
            for years in ages {
                let person = self.aged(years, sex, (at + 2, to));
                found.push(At { from: at, to, titled_from: at, person, form: Form::Described });
            }
            return Some(to);
        }
        let age = ages::after_name(text, at + 1).filter(|age| age.form != AgeForm::Compound)?;
        if used.iter().any(|(from, to)| age.from < *to && *from < age.to) {
            return None;
        }
        let person = self.aged(age.years, sex, (age.from, age.to));
        found.push(At { from: at, to: age.to, titled_from: at, person, form: Form::Described });
        Some(age.to)
    }

    /// The person of an age, or somebody new.
    fn aged(&mut self, years: f32, sex: u32, age_at: (usize, usize)) -> usize {
        self.of_age(years, sex).unwrap_or_else(|| {
            self.members.push(Member { age: Some(years), age_at: Some(age_at), sex, ..Member::default() });
            self.members.len() - 1
        })
    }

    /// Whom "the deceased" means: the one of whose death the text speaks by name, or somebody unnamed.
    fn deceased(&mut self, text: &Text) -> usize {
        let of_death = |at: &&At| {
            at.titled_from >= 2
                && text.any(at.titled_from - 2, &["death", "deaths"])
                && text.word(at.titled_from - 1) == "of"
        };
        let mut people: Vec<usize> =
            self.at.iter().filter(|at| at.form != Form::Described).filter(of_death).map(|at| at.person).collect();
        people.dedup();
        if let [person] = people.as_slice() {
            return *person;
        }
        let unnamed = self.members.iter().position(|member| member.words.is_empty() && member.age.is_none());
        unnamed.unwrap_or_else(|| {
            self.members.push(Member::default());
            self.members.len() - 1
        })
    }

    /// The one named person without an age in the nearest of the three sentences before that names anybody: whom "the 41-year-old" means.
    fn ageless_before(&self, text: &Text, at: usize) -> Option<usize> {
        let number = text.sentence_of(at);
        for back in 1..=3 {
            let span = number.checked_sub(back).and_then(|index| text.sentences.get(index))?;
            let mut people: Vec<usize> = self
                .at
                .iter()
                .filter(|mention| (span.start..span.end).contains(&mention.from))
                .map(|mention| mention.person)
                .collect();
            people.sort_unstable();
            people.dedup();
            match people.as_slice() {
                [] => continue,
                [person] => {
                    return Some(*person)
                        .filter(|person| self.members.get(*person).is_some_and(|member| member.age.is_none()));
                }
                _ => return None,
            }
        }
        None
    }

    /// Who has this age; none where several have it.
    fn of_age(&self, years: f32, sex: u32) -> Option<usize> {
        let fits = |member: &Member| {
            member.age.is_some_and(|age| (age - years).abs() < 0.01)
                && (member.sex == 0 || sex == 0 || member.sex == sex)
        };
        self.members.iter().position(fits)
    }
}
