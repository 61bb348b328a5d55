//! What the questioned and the known texts share with each other and with the reference texts, and what remains without it.

use super::reference::{ReadText, Reference};
use super::shared::{Index, merged};
use super::{LEAST_KNOWN, LEAST_QUESTIONED, LEAST_WRITERS};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Passages that are listed, the longest first; the others are counted.
const LISTED: usize = 100;
/// Texts that are named for a passage.
const NAMED: usize = 10;
/// Letters of a passage that are shown.
const SHOWN: usize = 300;
/// Share of the questioned text's words from which another text is called a copy of it.
const COPY: f64 = 0.5;

/// Which texts another is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The questioned text.
    Questioned,
    /// The known texts.
    Known,
    /// The reference texts.
    Reference,
}

/// A place at which a passage stands too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Known or reference.
    pub part: Part,
    /// Name of the text.
    pub name: String,
    /// The reference writer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub writer: Option<String>,
    /// The word at which it begins there, from 1.
    pub from_word: usize,
}

/// A passage of a text that stands in others too, word for word but for an odd changed word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Questioned or known.
    pub part: Part,
    /// Name of the text.
    pub name: String,
    /// The word at which it begins, from 1.
    pub from_word: usize,
    /// Its words, eight or more.
    pub words: usize,
    /// The passage as the text has it, shortened to 300 letters.
    pub text: String,
    /// Where else it stands, ten places at most.
    pub places: Vec<Place>,
    /// In how many other texts it stands.
    pub texts: usize,
}

/// A text that holds half of the questioned one or more, word for word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copied {
    /// Known or reference.
    pub part: Part,
    /// Its name.
    pub name: String,
    /// Words of the questioned text that stand in it.
    pub words: usize,
}

/// Words that were left out because they stand in other texts too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOutWords {
    /// Of the questioned text.
    pub questioned: usize,
    /// Of the known texts.
    pub known: usize,
    /// Of the reference texts.
    pub reference: usize,
}

/// What the texts share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// The passages, the longest first, a hundred at most.
    pub passages: Vec<Passage>,
    /// How many there are.
    pub found: usize,
    /// Texts that hold half of the questioned one or more.
    pub copies: Vec<Copied>,
    /// Words left out before the comparison.
    pub left_out: LeftOutWords,
    /// Why nothing was compared; nothing where enough remains.
    pub too_little: Option<String>,
}

/// Ranges of words to be left out.
#[derive(Default)]
pub(super) struct Masks {
    questioned: Vec<Range<usize>>,
    known: Vec<Vec<Range<usize>>>,
    /// By writer and text.
    reference: BTreeMap<(usize, usize), Vec<Range<usize>>>,
}

/// The texts as they are compared: without what they share.
pub(super) struct Remaining {
    pub question: ReadText,
    pub known: Vec<ReadText>,
    /// The reference texts, where any of them shares something.
    pub reference: Option<Reference>,
}

/// A text with its letters.
pub(super) type Written<'a> = (&'a ReadText, &'a str);

/// Passages by text (0: the questioned one, then the known ones) and range of words.
type Passages = BTreeMap<(usize, usize, usize), Vec<Place>>;

impl Shared {
    /// Finds what the questioned text shares with the known and the reference texts, and the known texts with the reference
    /// texts.
    pub(super) fn find(question: Written, known: &[Written], reference: &Reference) -> (Self, Masks) {
        let core: Vec<Written> = std::iter::once(question).chain(known.iter().copied()).collect();
        let index = Index::of(core.iter().map(|text| text.0));
        let mut masks = Masks { known: vec![Vec::new(); known.len()], ..Masks::default() };
        let mut passages = Passages::new();
        let mut copies = Vec::new();
        for (at, &(text, _)) in known.iter().enumerate() {
            let place = Place { part: Part::Known, name: text.name.clone(), writer: None, from_word: 0 };
            for (number, common) in index.shared(text, 0..1) {
                masks.take(number, &common.here);
                if let Some(mask) = masks.known.get_mut(at) {
                    mask.extend(common.there);
                }
                note(&mut passages, &mut copies, question.0, (number, &common.here, &common.begins), &place);
            }
        }
        let texts: Vec<(usize, usize, &ReadText)> = reference
            .writers
            .iter()
            .enumerate()
            .flat_map(|(writer, member)| member.texts.iter().enumerate().map(move |(at, text)| (writer, at, text)))
            .collect();
        let shared: Vec<_> = texts.par_iter().map(|(_, _, text)| index.shared(text, 0..core.len())).collect();
        for (&(writer, at, text), found) in texts.iter().zip(shared) {
            let named = reference.writers.get(writer).map(|member| member.name.clone());
            let place = Place { part: Part::Reference, name: text.name.clone(), writer: named, from_word: 0 };
            for (number, common) in found {
                masks.take(number, &common.here);
                masks.reference.entry((writer, at)).or_default().extend(common.there);
                note(&mut passages, &mut copies, question.0, (number, &common.here, &common.begins), &place);
            }
        }
        masks.merge();
        let left_out = LeftOutWords {
            questioned: words_in(&masks.questioned),
            known: masks.known.iter().map(|mask| words_in(mask)).sum(),
            reference: masks.reference.values().map(|mask| words_in(mask)).sum(),
        };
        let found = passages.len();
        let mut listed: Vec<Passage> = passages.into_iter().filter_map(|one| passage(&core, one)).collect();
        // Stable: of equal length in the order of the texts.
        listed.sort_by_key(|one| std::cmp::Reverse(one.words));
        listed.truncate(LISTED);
        copies.sort_by(|a, b| {
            (a.part, std::cmp::Reverse(a.words), &a.name).cmp(&(b.part, std::cmp::Reverse(b.words), &b.name))
        });
        (Self { passages: listed, found, copies, left_out, too_little: None }, masks)
    }

    /// The texts without what they share; a sentence where too little remains to be compared.
    pub(super) fn remaining(
        &self,
        question: &ReadText,
        known: &[ReadText],
        reference: &Reference,
        masks: &Masks,
    ) -> Result<Remaining, String> {
        let remaining = question.without(&masks.questioned);
        if remaining.words < LEAST_QUESTIONED {
            let (all, left) = (question.words, remaining.words);
            return Err(format!(
                "Of the {all} words of {} {} stand in other texts too, word for word, and were left out: copied words say nothing of who \
                 writes. {left} remain, and {LEAST_QUESTIONED} are needed.",
                question.name,
                all - left
            ));
        }
        let texts: Vec<ReadText> = known.iter().zip(&masks.known).map(|(text, mask)| text.without(mask)).collect();
        let (all, left) = (total(known), total(&texts));
        if left < LEAST_KNOWN {
            return Err(format!(
                "Of the {all} words of the known texts {} stand in other texts too, word for word, and were left out. {left} remain, and \
                 {LEAST_KNOWN} are needed: add texts that the person surely wrote.",
                all - left
            ));
        }
        let cleared = match masks.reference.is_empty() {
            true => None,
            false => Some(reference.without(&masks.reference).map_err(|_| {
                format!(
                    "Without the passages that they share with the questioned and the known texts fewer than {LEAST_WRITERS} reference \
                     writers have a text that is long enough: add texts by other writers."
                )
            })?),
        };
        Ok(Remaining { question: remaining, known: texts, reference: cleared })
    }

    /// What is shared, in sentences: copies of the questioned text, and how many words were left out.
    pub(super) fn cautions(&self, questioned: &str, words: usize) -> Vec<String> {
        let of = |part: Part| match part {
            Part::Reference => "reference",
            _ => "known",
        };
        let mut said: Vec<String> = self
            .copies
            .iter()
            .map(|copy| {
                format!(
                    "The {} text {} repeats the questioned text word for word ({} of its {words} words): a copy or a transcript shows \
                     nothing of who wrote it. Take it out.",
                    of(copy.part),
                    copy.name,
                    copy.words
                )
            })
            .collect();
        let LeftOutWords { questioned: of_questioned, known, reference } = self.left_out;
        if self.found > 0 {
            said.push(format!(
                "Passages of eight words or more stand word for word in several texts, as copied words do, and took no part in the comparison: \
                 {of_questioned} of the {words} words of {questioned}, {known} of the known texts, {reference} of the reference texts."
            ));
        }
        said
    }
}

impl Passage {
    /// The passage in a sentence: how long it is, where it stands and where else.
    pub fn sentence(&self) -> String {
        let others: Vec<String> = self
            .places
            .iter()
            .take(3)
            .map(|place| match &place.writer {
                Some(writer) => format!("{} (reference writer {writer}), from word {}", place.name, place.from_word),
                None => format!("{}, from word {}", place.name, place.from_word),
            })
            .collect();
        let more = match self.texts.saturating_sub(others.len()) {
            0 => String::new(),
            1 => "; and in 1 more text".to_owned(),
            more => format!("; and in {more} more texts"),
        };
        format!(
            "{} words of {}, from word {}, stand in {}{more} too: \u{201c}{}\u{201d}",
            self.words,
            self.name,
            self.from_word,
            others.join("; in "),
            self.text
        )
    }
}

impl Masks {
    fn take(&mut self, number: usize, ranges: &[Range<usize>]) {
        let mask = match number.checked_sub(1) {
            None => Some(&mut self.questioned),
            Some(known) => self.known.get_mut(known),
        };
        if let Some(mask) = mask {
            mask.extend_from_slice(ranges);
        }
    }

    fn merge(&mut self) {
        let all = self.known.iter_mut().chain(self.reference.values_mut()).chain([&mut self.questioned]);
        all.for_each(|mask| *mask = merged(std::mem::take(mask)));
    }

    /// Words of the questioned text and of each known text that are left out.
    pub fn words(&self) -> (usize, Vec<usize>) {
        (words_in(&self.questioned), self.known.iter().map(|mask| words_in(mask)).collect())
    }
}

fn note(
    passages: &mut Passages,
    copies: &mut Vec<Copied>,
    question: &ReadText,
    (number, here, begins): (usize, &[Range<usize>], &[usize]),
    place: &Place,
) {
    for (range, begin) in here.iter().zip(begins) {
        let places = passages.entry((number, range.start, range.end)).or_default();
        places.push(Place { from_word: begin + 1, ..place.clone() });
    }
    let words = words_in(here);
    if number == 0 && words as f64 >= COPY * question.words as f64 {
        copies.push(Copied { part: place.part, name: place.name.clone(), words });
    }
}

fn passage(core: &[Written], ((number, from, to), mut places): ((usize, usize, usize), Vec<Place>)) -> Option<Passage> {
    let &(read, text) = core.get(number)?;
    let texts = places.len();
    places.truncate(NAMED);
    Some(Passage {
        part: if number == 0 { Part::Questioned } else { Part::Known },
        name: read.name.clone(),
        from_word: from + 1,
        words: to - from,
        text: shown(read.letters(text, from..to)),
        places,
        texts,
    })
}

/// A passage on one line, shortened.
fn shown(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

fn words_in(mask: &[Range<usize>]) -> usize {
    mask.iter().map(Range::len).sum()
}

fn total(texts: &[ReadText]) -> usize {
    texts.iter().map(|text| text.words).sum()
}
