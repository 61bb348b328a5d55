//! What every grammar of claims uses: the document, and ways to point at it.

use super::quoted_mail::Quoted;
use super::types::{Claim, Relation, Subject, SubjectKind, Value};
use crate::mentions::{Kind, Parsed, Role, Status, Text, When, status};
use jiff::civil::Date;
use std::ops::Range;

/// A document being read for claims.
pub(crate) struct Reader<'p, 't> {
    pub(crate) parsed: &'p Parsed<'t>,
    pub(crate) document: usize,
    pub(crate) asserted_on: Option<Date>,
    pub(crate) date_inferred: bool,
    pub(crate) claims: Vec<Claim>,
    /// Earlier messages that the document quotes.
    pub(super) quoted: Vec<Quoted>,
}

impl<'p, 't> Reader<'p, 't> {
    pub(crate) fn text(&self) -> &'p Text<'t> {
        &self.parsed.text
    }

    /// Sentences as ranges of tokens.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Range<usize>> + use<'p, 't> {
        self.parsed.text.sentences.iter().map(|span| span.start..span.end)
    }

    /// Puts a claim that stands at these tokens.
    pub(crate) fn put(
        &mut self,
        subject: Subject,
        relation: Relation,
        value: Value,
        happened: Option<When>,
        at: Range<usize>,
    ) {
        let speaker = super::said::speaker(self.parsed, at.start);
        self.put_said(subject, relation, value, happened, at, speaker);
    }

    /// Puts a claim with its speaker.
    pub(crate) fn put_said(
        &mut self,
        subject: Subject,
        relation: Relation,
        value: Value,
        happened: Option<When>,
        at: Range<usize>,
        speaker: Option<String>,
    ) {
        self.put_as(subject, relation, value, happened, at, (speaker, Status::Asserted));
    }

    /// Puts a claim that a word tells, with its status.
    pub(crate) fn put_told(
        &mut self,
        subject: Subject,
        relation: Relation,
        value: Value,
        happened: Option<When>,
        at: Range<usize>,
        (trigger, kind): (usize, Kind),
    ) {
        let speaker = super::said::speaker(self.parsed, at.start);
        let status = self.status(trigger, kind);
        self.put_as(subject, relation, value, happened, at, (speaker, status));
    }

    /// How what a word tells stands in the document.
    pub(crate) fn status(&self, trigger: usize, kind: Kind) -> Status {
        status(self.text(), &self.parsed.cast, trigger, kind)
    }

    fn put_as(
        &mut self,
        subject: Subject,
        relation: Relation,
        value: Value,
        happened: Option<When>,
        at: Range<usize>,
        (speaker, status): (Option<String>, Status),
    ) {
        let characters = self.text().bytes(at.start, at.end);
        if characters.is_empty() {
            return;
        }
        let quoted = self.quoted.iter().rfind(|quoted| quoted.at.contains(&at.start));
        let speaker = speaker.or_else(|| quoted.and_then(|quoted| quoted.writer.clone()));
        let asserted_on = quoted.and_then(|quoted| quoted.day).or(self.asserted_on);
        self.claims.push(Claim {
            subject,
            relation,
            value,
            status,
            happened,
            asserted_on,
            date_inferred: self.date_inferred,
            speaker,
            document: self.document,
            characters,
        });
    }

    /// The words at tokens with single spaces, closing marks dropped.
    pub(crate) fn words(&self, at: Range<usize>) -> String {
        let words = self.text().slice(at.start, at.end).split_whitespace().collect::<Vec<_>>().join(" ");
        words.trim_end_matches([',', '.', ';', ':', ' ']).trim_matches(['"', '“', '”']).to_owned()
    }

    /// A value that is words.
    pub(crate) fn value(&self, mut at: Range<usize>) -> Value {
        // Small words left over where a date or clause was cut off.
        while at.len() > 1 && self.text().any(at.end - 1, &["the", "a", "an", "in", "on", "of", "and", "at"]) {
            at.end -= 1;
        }
        let words = self.words(at);
        Value { text: words.clone(), written: words, number: None, when: None }
    }

    /// The position of the first of these words in a range.
    pub(crate) fn find(&self, at: Range<usize>, words: &[&str]) -> Option<usize> {
        at.into_iter().find(|at| self.text().any(*at, words))
    }

    /// Whether one of these words stands in a range.
    pub(crate) fn has(&self, at: Range<usize>, words: &[&str]) -> bool {
        self.find(at, words).is_some()
    }

    /// The dates in a range of tokens: their tokens and what they mean.
    pub(crate) fn dates(&self, at: Range<usize>) -> impl Iterator<Item = (Range<usize>, Option<When>)> + use<'p, 't> {
        let dates = self.parsed.dates.iter().zip(&self.parsed.mentions.dates);
        dates.filter(move |(date, _)| at.contains(&date.from)).map(|(date, mention)| (date.from..date.to, mention.when))
    }

    /// The first date in a range that is resolved.
    pub(crate) fn when(&self, at: Range<usize>) -> Option<When> {
        self.dates(at).find_map(|(_, when)| when)
    }

    /// People named in a range, each once, in order; pronouns count.
    pub(crate) fn people(&self, at: Range<usize>) -> Vec<usize> {
        let mut people: Vec<usize> = Vec::new();
        for mention in self.parsed.cast.at.iter().filter(|mention| at.contains(&mention.from)) {
            if !people.contains(&mention.person) {
                people.push(mention.person);
            }
        }
        people
    }

    /// Whether a person is one of the dead.
    pub(crate) fn is_dead(&self, person: usize) -> bool {
        self.is(person, Role::Deceased)
    }

    /// Whether a person is held to have done it, or charged with it.
    pub(crate) fn is_guilty(&self, person: usize) -> bool {
        self.is(person, Role::Offender) || self.is(person, Role::Accused)
    }

    /// Whether a person has a role.
    pub(crate) fn is(&self, person: usize, role: Role) -> bool {
        self.parsed.mentions.people.get(person).is_some_and(|person| person.is(role))
    }

    /// Names of the dead among people; those without a name are shown by their age.
    pub(crate) fn names(&self, people: &[usize]) -> Vec<String> {
        let mut names: Vec<String> =
            people.iter().filter_map(|at| self.parsed.mentions.people.get(*at)).map(|person| person.shown()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// All the dead that the document names.
    pub(crate) fn dead(&self) -> Vec<usize> {
        (0..self.parsed.mentions.people.len()).filter(|at| self.is_dead(*at)).collect()
    }

    pub(crate) fn person(&self, person: usize) -> Subject {
        let name = self.parsed.mentions.people.get(person).map(|person| person.shown()).unwrap_or_default();
        Subject { kind: SubjectKind::Person, people: vec![name.clone()], name }
    }

    /// Several people as one subject, named as `what`.
    pub(crate) fn group(&self, kind: SubjectKind, what: &str, people: &[usize]) -> Subject {
        let names = self.names(people);
        let name = if names.is_empty() { what.to_owned() } else { format!("{what}: {}", names.join(", ")) };
        Subject { kind, name, people: names }
    }

    /// A subject of a kind by name alone.
    pub(crate) fn named(&self, kind: SubjectKind, name: &str) -> Subject {
        Subject { kind, name: name.to_owned(), people: Vec::new() }
    }

    /// The dead of whom a sentence speaks: those it names; else those of the nearest of the two sentences before, where "they", "both",
    /// "the pair" or a pronoun refers back.
    pub(crate) fn dead_of(&self, sentence: &Range<usize>) -> Vec<usize> {
        let named: Vec<usize> =
            self.people(sentence.clone()).into_iter().filter(|person| self.is_dead(*person)).collect();
        let back = self.has(sentence.clone(), &["they", "both", "pair", "their", "he", "she", "his", "her", "him"]);
        if !named.is_empty() || !back {
            return named;
        }
        let before = self.dead_before(sentence.start, 4);
        // A report about one death means that one.
        match (before.is_empty(), self.dead().as_slice()) {
            (true, [person]) => vec![*person],
            _ => before,
        }
    }

    /// The dead named in the nearest sentence before a token, of at most so many.
    pub(crate) fn dead_before(&self, at: usize, most: usize) -> Vec<usize> {
        let number = self.text().sentence_of(at);
        for back in 1..=most {
            let Some(span) = number.checked_sub(back).and_then(|index| self.text().sentences.get(index)) else { break };
            let dead: Vec<usize> =
                self.people(span.start..span.end).into_iter().filter(|person| self.is_dead(*person)).collect();
            if !dead.is_empty() {
                return dead;
            }
        }
        Vec::new()
    }

    /// The person last named at or before a token who is not one of the dead: whom "him" means where somebody did something.
    pub(crate) fn actor_before(&self, at: usize) -> Option<usize> {
        let mut earlier =
            self.parsed.cast.at.iter().filter(|mention| mention.from < at && !self.is_dead(mention.person));
        let mut offenders = earlier.clone().filter(|mention| self.is_guilty(mention.person));
        offenders.next_back().or_else(|| earlier.next_back()).map(|mention| mention.person)
    }

    /// The organisation that begins at a token, or the one that a token lies in.
    pub(crate) fn organisation(&self, at: usize) -> Option<&'p str> {
        let found = self.parsed.organisations.iter().find(|place| (place.from..place.to).contains(&at))?;
        self.parsed.mentions.organisations.get(found.which).map(|organisation| organisation.name.as_str())
    }

    /// The end of the clause that begins at a token: a comma, dash, semicolon or the end of the sentence; commas inside lists of
    /// places and numbers are not seen through.
    pub(crate) fn clause_end(&self, at: usize) -> usize {
        let end = self.text().sentence(at).end;
        (at..end)
            .find(|at| {
                self.text().any(*at, &[",", ";", "—", "–", ".", "\"", "”", "("])
                    && !(self.text().word(*at) == "." && self.text().joined(at + 1))
            })
            .unwrap_or(end)
    }
}
