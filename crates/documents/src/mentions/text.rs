//! A text with its tokens, its sentences and what each word can be: what all the grammar reads.

use super::country::Country;
use super::lexicon::{Lexicon, is};
use super::sentences::{Span, sentences};
use super::tokens::{Token, TokenKind, tokens};
use std::ops::Range;

/// A text, ready to be read. Positions are positions of tokens unless a name says bytes.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    /// The text with ASCII letters in lower case: as long, byte by byte.
    lower: String,
    pub(crate) tokens: Vec<Token>,
    flags: Vec<u32>,
    /// Sentences as ranges of tokens.
    pub(crate) sentences: Vec<Span>,
    /// The country that it tells of; none for the United States, and where nothing tells of another.
    pub(crate) country: Option<Country>,
}

impl<'t> Text<'t> {
    pub(crate) fn new(text: &'t str) -> Text<'t> {
        let lexicon = Lexicon::shared();
        let mut lower = text.to_ascii_lowercase();
        if lower.contains('\u{2019}') {
            // Three bytes for three, so that ranges stay good while words are compared.
            lower = lower.replace('\u{2019}', "'\u{0}\u{0}");
        }
        let tokens = tokens(text);
        let flags = tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => lexicon.flags(lower.get(token.start..token.end).unwrap_or_default()),
                _ => 0,
            })
            .collect();
        let mut all = Text { text, lower, tokens, flags, sentences: Vec::new(), country: None };
        all.sentences = sentences(&all);
        all.country = super::country::of(&all);
        all
    }

    /// The word at a position in lower case; empty past the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.lower.get(token.start..token.end)).unwrap_or_default()
    }

    /// The word at a position as written.
    pub(crate) fn written(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// What the word at a position can be, as bits of [`is`].
    pub(crate) fn flags(&self, at: usize) -> u32 {
        self.flags.get(at).copied().unwrap_or_default()
    }

    /// Whether the word can be any of these.
    pub(crate) fn can(&self, at: usize, bits: u32) -> bool {
        self.flags(at) & bits != 0
    }

    /// Whether the word is one of these.
    pub(crate) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// Whether these words follow each other from a position.
    pub(crate) fn phrase(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(step, word)| self.word(at + step) == *word)
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Possessive)
    }

    /// Whether a token begins with a capital.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the token at a position follows the one before it without a space.
    pub(crate) fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Line breaks before a token.
    pub(crate) fn breaks(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(2, |token| token.breaks)
    }

    /// Bytes from the token `from` up to the token before `to`.
    pub(crate) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.start <= last.end => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The text from the token `from` up to the token before `to`, as written.
    pub(crate) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(self.bytes(from, to)).unwrap_or_default()
    }

    /// The number of the sentence that holds a token.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= at)
    }

    /// The sentence that holds a token.
    pub(crate) fn sentence(&self, at: usize) -> Span {
        self.sentences.get(self.sentence_of(at)).copied().unwrap_or(Span {
            start: at,
            end: at,
            paragraph: 0,
            shouted: false,
        })
    }

    /// The first token at or after a byte.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.end <= byte)
    }

    /// A small number in digits or in words: 17, "seventeen", "twenty-three". Gives the number and the position after it.
    pub(crate) fn number(&self, at: usize) -> Option<(u64, usize)> {
        if self.kind(at) == Some(TokenKind::Number) {
            let mut digits = self.written(at).to_owned();
            digits.retain(|letter| letter != ',');
            return (digits.len() <= 9).then(|| digits.parse().ok()).flatten().map(|number| (number, at + 1));
        }
        if !self.can(at, is::NUMBER) {
            return None;
        }
        let first = word_value(self.word(at))?;
        if (20..100).contains(&first) {
            let step = usize::from(self.word(at + 1) == "-");
            if let Some(unit) = word_value(self.word(at + 1 + step)).filter(|unit| *unit < 10) {
                return Some((first + unit, at + 2 + step));
            }
        }
        Some((first, at + 1))
    }
}

fn word_value(word: &str) -> Option<u64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if word == "hundred" {
        return Some(100);
    }
    let small = SMALL.iter().position(|name| *name == word).map(|value| value as u64);
    small.or_else(|| TENS.iter().position(|name| *name == word).map(|value| 20 + 10 * value as u64))
}
