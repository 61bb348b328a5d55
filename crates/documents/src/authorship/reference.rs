//! The reference writers: the population that the questioned text is held against.

use super::profile::{Counts, Vocabulary};
use super::tokens::{GAP, Heard, Token, cut, heard, words};
use super::{NoteError, Writer};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Reference writers without whom no comparison is made.
pub const LEAST_WRITERS: usize = 10;
/// Words without which a text of a reference writer is left out.
pub(super) const LEAST_TEXT: usize = 50;
/// Words of a piece: longer texts are measured piece by piece, so that one long text shows its spread.
const PIECE: usize = 1000;

/// The population that a comparison rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Population {
    /// Writers with a text that is long enough.
    pub writers: usize,
    /// Their texts.
    pub texts: usize,
    /// Words in them.
    pub words: usize,
    /// N-grams of masked text that three or more of them use: what is measured.
    pub grams: usize,
    /// Texts of fewer than 50 words, left out.
    pub left_out: usize,
}

/// Reference writers, read once for any number of comparisons.
pub struct Reference {
    pub(super) writers: Vec<Member>,
    pub(super) vocabulary: Vocabulary,
    pub(super) left_out: usize,
}

/// One of them.
pub(super) struct Member {
    pub name: String,
    pub texts: Vec<ReadText>,
    /// Counts of the texts, the longer ones in pieces.
    pub pieces: Vec<Counts>,
}

/// A text as tokens.
#[derive(Clone)]
pub(super) struct ReadText {
    pub name: String,
    pub tokens: Vec<Token>,
    pub words: usize,
    /// Its words as they stand there, in order.
    heard: Vec<Heard>,
    /// The tokens by number, and their counts: empty until the text was [counted](Self::counted).
    numbers: Vec<u32>,
    counts: Counts,
}

impl ReadText {
    /// Reads a text.
    pub fn of(text: &super::Text) -> Self {
        let (tokens, heard) = heard(&text.text);
        let words = words(&tokens);
        Self { name: text.name.clone(), words, tokens, heard, numbers: Vec::new(), counts: Counts::default() }
    }

    /// A hash of each word, in order.
    pub fn keys(&self) -> Vec<u64> {
        self.heard.iter().map(|word| word.key).collect()
    }

    /// Some of its words as they stand in the text it was read from.
    pub fn letters<'a>(&self, text: &'a str, words: Range<usize>) -> &'a str {
        let words = self.heard.get(words).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
        text.get(first.from..last.to).unwrap_or_default()
    }

    /// The text without these ranges of words, in order and apart; each leaves a gap over which nothing is counted. To be
    /// [counted](Self::counted).
    pub fn without(&self, ranges: &[Range<usize>]) -> Self {
        let token = |word: usize| self.heard.get(word).map(|word| word.token);
        let ends = |range: &Range<usize>| Some(token(range.start)?..token(range.end.checked_sub(1)?)? + 1);
        let mut tokens = Vec::with_capacity(self.tokens.len());
        let mut at = 0;
        for gap in ranges.iter().filter_map(ends) {
            tokens.extend_from_slice(self.tokens.get(at..gap.start).unwrap_or_default());
            tokens.push(Token { text: GAP.to_owned(), word: false, ends: true });
            at = gap.end;
        }
        tokens.extend_from_slice(self.tokens.get(at..).unwrap_or_default());
        let words = words(&tokens);
        let (name, heard) = (self.name.clone(), self.heard.clone());
        Self { name, words, tokens, heard, numbers: Vec::new(), counts: Counts::default() }
    }

    /// The same with its n-grams counted.
    pub fn counted(mut self, vocabulary: &Vocabulary) -> Self {
        self.numbers = vocabulary.numbers(&self.tokens);
        self.counts = vocabulary.count(&self.numbers);
        self
    }

    /// Counts of some of its tokens.
    pub fn part(&self, vocabulary: &Vocabulary, tokens: Range<usize>) -> Counts {
        if tokens == (0..self.tokens.len()) {
            return self.counts.clone();
        }
        vocabulary.count(self.numbers.get(tokens).unwrap_or_default())
    }
}

impl Member {
    /// Words of all the texts.
    pub fn words(&self) -> usize {
        self.texts.iter().map(|text| text.words).sum()
    }
}

impl Reference {
    /// Reads the reference writers. Writers without a text of 50 words are left out.
    ///
    /// # Errors
    /// [`NoteError::TooFewWriters`] where fewer than [`LEAST_WRITERS`] remain.
    pub fn new(writers: &[Writer]) -> Result<Self, NoteError> {
        let read = |writer: &Writer| (writer.name.clone(), writer.texts.iter().map(ReadText::of).collect());
        Self::of(writers.iter().map(read).collect(), 0)
    }

    /// The same writers without these ranges of words of their texts, by writer and text.
    pub(super) fn without(&self, masks: &BTreeMap<(usize, usize), Vec<Range<usize>>>) -> Result<Self, NoteError> {
        let text = |writer: usize, at: usize, text: &ReadText| match masks.get(&(writer, at)) {
            Some(ranges) => text.without(ranges),
            None => text.clone(),
        };
        let read = |(writer, member): (usize, &Member)| {
            let texts = member.texts.iter().enumerate().map(|(at, one)| text(writer, at, one)).collect();
            (member.name.clone(), texts)
        };
        Self::of(self.writers.iter().enumerate().map(read).collect(), self.left_out)
    }

    /// Writers by name with their texts, of which those too short are left out.
    fn of(writers: Vec<(String, Vec<ReadText>)>, mut left_out: usize) -> Result<Self, NoteError> {
        let mut members = Vec::new();
        for (name, read) in writers {
            let given = read.len();
            let texts: Vec<ReadText> = read.into_iter().filter(|text| text.words >= LEAST_TEXT).collect();
            left_out += given - texts.len();
            if !texts.is_empty() {
                members.push(Member { name, texts, pieces: Vec::new() });
            }
        }
        if members.len() < LEAST_WRITERS {
            return Err(NoteError::TooFewWriters { found: members.len(), needed: LEAST_WRITERS });
        }
        let mut vocabulary = Vocabulary::default();
        members.iter().flat_map(|member| &member.texts).for_each(|text| vocabulary.learn(&text.tokens));
        for member in &mut members {
            member.texts =
                std::mem::take(&mut member.texts).into_iter().map(|text| text.counted(&vocabulary)).collect();
            let pieces = member
                .texts
                .iter()
                .flat_map(|text| in_pieces(&text.tokens).into_iter().map(move |piece| (text, piece)));
            member.pieces = pieces.map(|(text, piece)| text.part(&vocabulary, piece)).collect();
        }
        Ok(Self { writers: members, vocabulary, left_out })
    }

    /// What the population is, in a space of so many n-grams.
    pub(super) fn population(&self, grams: usize) -> Population {
        Population {
            writers: self.writers.len(),
            texts: self.writers.iter().map(|member| member.texts.len()).sum(),
            words: self.writers.iter().map(Member::words).sum(),
            grams,
            left_out: self.left_out,
        }
    }

    /// Counts of the first so many words of some texts, in their order.
    pub(super) fn counts<'a>(&self, texts: impl IntoIterator<Item = &'a ReadText>, most: usize) -> Counts {
        let mut left = most;
        let mut parts = Vec::new();
        for text in texts {
            if left == 0 {
                break;
            }
            parts.push(text.part(&self.vocabulary, 0..cut(&text.tokens, left).len()));
            left -= text.words.min(left);
        }
        Counts::sum(&parts)
    }
}

/// A text in pieces of about a thousand words; what is left over goes with the last.
fn in_pieces(tokens: &[Token]) -> Vec<Range<usize>> {
    let pieces = (words(tokens) / PIECE).max(1);
    let mut begin = 0;
    let mut found = Vec::new();
    for _ in 1..pieces {
        let end = begin + cut(tokens.get(begin..).unwrap_or_default(), PIECE).len();
        found.push(begin..end);
        begin = end;
    }
    found.push(begin..tokens.len());
    found
}
