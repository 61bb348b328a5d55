//! A text as words, numbers and marks, with its subject matter masked.
//!
//! What a text is about says little about who wrote it, and much about why two texts look alike. Words of the closed
//! classes (articles, pronouns, prepositions, conjunctions, auxiliaries, common adverbs) and marks stay; every other
//! word becomes one sign, every number another. That is the masking of POSnoise (Halvani and Graner 2021,
//! <https://doi.org/10.1145/3465481.3470050>) without its tags of parts of speech, for which a tagger would be needed.
//! The list of words is English.

use rustc_hash::FxHashSet;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// What stands for a word that is masked.
pub(super) const CONTENT: &str = "#";
/// What stands for a number.
pub(super) const NUMBER: &str = "0";

/// What stands for a passage that was left out: nothing is counted over it.
pub(super) const GAP: &str = "\0";

/// The words that stay, one list for all texts.
static CLOSED_CLASS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("closed_class.txt").split_whitespace().collect());

/// A word, number or mark of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// A closed-class word in small letters, a mark, or the sign of what was masked.
    pub text: String,
    /// True for words, whether masked or not.
    pub word: bool,
    /// True where a sentence or a line ends after it.
    pub ends: bool,
}

/// A word as it stands in a text, not masked, to be looked for in others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// Hash of its letters, in small letters and without apostrophes and accents that stand by themselves.
    pub key: u64,
    /// Its number among the tokens.
    pub token: usize,
    /// Where its letters begin and end, in bytes.
    pub from: usize,
    pub to: usize,
}

/// The tokens of a text, in its order.
#[cfg(test)]
pub(super) fn tokens(text: &str) -> Vec<Token> {
    heard(text).0
}

/// The tokens of a text, in its order, and its words as they stand there.
///
/// Quotation marks and dashes are set alike, since programs change them and not writers.
pub(super) fn heard(text: &str) -> (Vec<Token>, Vec<Heard>) {
    let mut found: Vec<Token> = Vec::new();
    let mut words = Vec::new();
    let mut letters = text.char_indices().filter_map(|(at, letter)| Some((at, plain(letter)?))).peekable();
    while let Some((from, letter)) = letters.next() {
        if letter.is_alphabetic() {
            let mut word: String = letter.to_lowercase().collect();
            let mut to = from + letter.len_utf8();
            while let Some(&(at, next)) = letters.peek() {
                if next.is_alphanumeric() || next == '\'' || is_joining(next) {
                    word.extend(next.to_lowercase());
                    if next != '\'' {
                        to = at + next.len_utf8();
                    }
                    letters.next();
                } else {
                    break;
                }
            }
            words.push(Heard { key: key(&word), token: found.len(), from, to });
            push_word(&mut found, &word);
        } else if letter.is_numeric() {
            while letters.next_if(|(_, next)| next.is_alphanumeric()).is_some() {}
            found.push(Token { text: NUMBER.to_owned(), word: false, ends: false });
        } else if letter == '\n' {
            if let Some(last) = found.last_mut() {
                last.ends = true;
            }
        } else if !letter.is_whitespace() && !letter.is_control() {
            let next = letters.peek().map(|&(_, next)| next);
            let ends = matches!(letter, '.' | '?' | '!') && next.is_none_or(|next| !next.is_alphanumeric());
            found.push(Token { text: letter.to_string(), word: false, ends });
        }
    }
    (found, words)
}

/// The hash of a word's letters.
fn key(word: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    word.chars().filter(|&letter| letter != '\'' && !is_joining(letter)).for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

/// A word, and the apostrophes at its end as marks of their own.
fn push_word(found: &mut Vec<Token>, word: &str) {
    let bare = word.trim_end_matches('\'');
    let text = if CLOSED_CLASS.contains(bare) { bare } else { CONTENT };
    found.push(Token { text: text.to_owned(), word: true, ends: false });
    let marks = word.chars().rev().take_while(|&letter| letter == '\'').count();
    found.extend((0..marks).map(|_| Token { text: "'".to_owned(), word: false, ends: false }));
}

/// Marks as every program writes them; the byte order mark and joiners are left out.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{ad}' => None,
        '‘' | '’' | '‛' | '´' | '`' => Some('\''),
        '“' | '”' | '„' | '«' | '»' => Some('"'),
        '‐' | '‑' | '‒' | '–' | '—' => Some('-'),
        '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
        other => Some(other),
    }
}

/// True for the marks that combine with the letter before them, as an accent that stands by itself.
fn is_joining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// How many of the tokens are words.
pub(super) fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.word).count()
}

/// The tokens before the word after the first `most` words.
pub(super) fn cut(tokens: &[Token], most: usize) -> &[Token] {
    let beyond = tokens.iter().enumerate().filter(|(_, token)| token.word).nth(most);
    beyond.map_or(tokens, |(at, _)| tokens.get(..at).unwrap_or(tokens))
}

/// Share of the words that are of a closed class: about a half in English prose, next to none in another language.
pub(super) fn closed_class_share(tokens: &[Token]) -> f64 {
    let kept = tokens.iter().filter(|token| token.word && token.text != CONTENT).count();
    kept as f64 / words(tokens).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        tokens(text).iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn subject_matter_is_masked_and_grammar_stays() {
        assert_eq!(shown("The boat, which I'd sold in 1987, wasn’t hers."), "the # , which i'd # in 0 , wasn't hers .");
        assert_eq!(shown("My friends' house — \u{201c}ours\u{201d}"), "my # ' # - \" ours \"");
    }

    #[test]
    fn a_cut_text_has_just_so_many_words() {
        let all = tokens("One, two. Three; four!");
        assert_eq!(words(cut(&all, 2)), 2);
        assert_eq!(cut(&all, 2).last().map(|token| token.text.as_str()), Some("."));
        assert_eq!(cut(&all, 9), &all[..]);
    }

    #[test]
    fn sentences_end_at_stops_and_lines_but_not_inside_numbers() {
        let ends = |text: &str| tokens(text).iter().filter(|token| token.ends).count();
        assert_eq!(ends("It was 3.5 miles. Then home\nAgain"), 2);
    }

    #[test]
    fn a_text_in_another_language_has_few_closed_class_words() {
        assert!(closed_class_share(&tokens("I told them that we would not go, but they did.")) > 0.5);
        assert!(
            closed_class_share(&tokens("Wir haben gestern lange über diese Frage gesprochen und nichts gefunden"))
                < 0.1
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut_anywhere(text in any::<String>(), most in 0usize..50) {
            let all = tokens(&text);
            prop_assert_eq!(words(cut(&all, most)), words(&all).min(most));
            prop_assert!(all.iter().all(|token| !token.text.is_empty()));
        }
    }
}
