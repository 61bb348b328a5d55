//! Clauses: where one begins, and whether a verb of it is finite. By closed lists of words and by endings; no parse.

use super::lexicon::is;
use super::text::Text;

/// Forms of helping verbs.
pub(crate) const AUXILIARY: [&str; 24] = [
    "was", "were", "is", "are", "be", "been", "being", "has", "had", "have", "did", "does", "do", "will", "would",
    "could", "can", "must", "should", "wasn't", "weren't", "hasn't", "hadn't", "isn't",
];
/// Past forms that do not end in "ed", and present ones that reports use.
const STRONG: [&str; 46] = [
    "died", "said", "told", "found", "left", "went", "took", "made", "came", "saw", "knew", "heard", "ran", "began",
    "held", "gave", "got", "fell", "met", "became", "spoke", "wrote", "thought", "felt", "lost", "shot", "struck",
    "hit", "fled", "drove", "brought", "put", "sent", "says", "takes", "begins", "dies", "comes", "goes", "lives",
    "works", "read", "stood", "kept", "rang", "sat",
];
/// Words that open a clause of its own.
const SUBORDINATE: [&str; 15] = [
    "when", "after", "before", "while", "because", "although", "though", "if", "as", "since", "until", "unless",
    "whether", "than", "whereas",
];
/// Marks that no clause runs through.
const HARD: [&str; 12] = [";", ":", "\"", "“", "”", "(", ")", "—", "–", "[", "]", "•"];

/// Whether a word may be a finite verb.
pub(crate) fn is_finite(text: &Text, at: usize) -> bool {
    if !text.is_word(at) || text.capital(at) {
        return false;
    }
    let word = text.word(at);
    let adjective = at > 0 && text.any(at - 1, &["a", "an", "the", "his", "her", "their", "of", "aged"]);
    AUXILIARY.contains(&word)
        || STRONG.contains(&word) && !adjective
        || text.can(at, is::SAID)
        || word.len() > 4 && word.ends_with("ed") && !adjective
}

/// Whether a mark that no clause runs through stands at a token.
pub(crate) fn is_hard(text: &Text, at: usize) -> bool {
    HARD.contains(&text.word(at)) || text.is_possessive(at) && text.word(at) == "\""
}

/// Whether an adverb or a helping verb stands at a token, as between a subject and its verb.
pub(crate) fn is_between(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    AUXILIARY.contains(&word)
        || word.ends_with("ly") && !text.capital(at)
        || text.any(at, &["also", "later", "then", "once", "not", "never", "ever", "since", "now", "just", "again"])
}

/// The first token of the clause whose verb, with its helping verbs, begins at `end`; never before `from`. Clauses about the subject that
/// stand between it and its verb belong to the clause.
pub(crate) fn start(text: &Text, from: usize, end: usize) -> usize {
    let mut segment_end = end;
    let mut at = end;
    while at > from {
        let before = at - 1;
        if is_hard(text, before) {
            return begun(text, at, segment_end).unwrap_or(at);
        }
        let comma = text.word(before) == ",";
        if comma || before == from {
            let first = if comma { at } else { before };
            if let Some(start) = begun(text, first, segment_end) {
                return start;
            }
            if segment_end == end && text.any(first, &["and", "but", "while", "although"]) {
                return first + 1;
            }
            segment_end = if comma { before } else { segment_end };
        }
        at = before;
    }
    from
}

/// Where a new clause begins in or after a segment that has a finite verb of its own; none where the segment only describes the subject.
fn begun(text: &Text, first: usize, end: usize) -> Option<usize> {
    let verb = (first..end).rev().find(|at| is_finite(text, *at))?;
    let described = (first..verb).any(|at| text.any(at, &["who", "which", "whose", "whom", "where"]));
    // ", found by her sister,": no finite verb.
    let participle =
        verb == first && !text.any(verb, &AUXILIARY) && text.any(verb + 1, &["by", "in", "at", "on", "with"]);
    if described || participle {
        return None;
    }
    let opens =
        |at: &usize| text.any(*at, &["and", "but", "that", "while", "so"]) || SUBORDINATE.contains(&text.word(*at));
    let Some(opener) = (verb + 1..end).find(opens) else {
        return Some((end + usize::from(text.word(end) == ",")).max(verb + 1));
    };
    // "Police said Ada Bell and Carl Dow died": "and" between two names opens no clause.
    let names = opener > verb + 1 && (verb + 1..opener).all(|at| text.capital(at) || text.can(at, is::RELATIVE));
    Some(if names && text.word(opener) == "and" && text.capital(opener + 1) { verb + 1 } else { opener + 1 })
}

/// The tokens of the clause of a sentence that holds a token, in order: clauses about a noun that are closed before it or open after it
/// are left out. Gives with them the noun phrase that the clause is about, where it begins with "who" or "which".
pub(crate) fn around(text: &Text, sentence: std::ops::Range<usize>, at: usize) -> (Vec<usize>, std::ops::Range<usize>) {
    let mut open: Option<usize> = None;
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut verbs = 0;
    for token in sentence.clone() {
        if let Some(first) = open {
            let comma = text.word(token) == ",";
            let verb = is_finite(text, token) && !(token > 0 && is_finite(text, token - 1));
            // ", takes place": the main clause goes on. "who died was buried": so it does without a comma.
            let closed = comma && is_finite(text, token + 1) && verbs > 0
                || comma && text.word(first) == "," && verbs == 0
                || verb
                    && verbs > 0
                    && text.word(first) != ","
                    && !text.any(token - 1, &["and", "or", "but", "he", "she", "they", "it", "to", ","])
                    && AUXILIARY.contains(&text.word(token));
            verbs += usize::from(verb);
            // "A service for Ada Bell, who drowned at sea, on 27 May": a day after the comma is the main clause's.
            let dated =
                comma && verbs > 0 && first > 0 && text.word(first - 1) == "," && (token + 1..token + 3).contains(&at);
            if closed || dated {
                spans.push(first..token + usize::from(comma));
                open = None;
            }
        }
        let relative = text.any(token, &["who", "which", "whose", "whom"]);
        // ", killed in Swindon,": a clause without a helping verb.
        let participle = text.word(token) == ","
            && text.any(
                token + 1,
                &["killed", "found", "murdered", "shot", "stabbed", "drowned", "last", "born", "arrested"],
            )
            && text.any(token + 2, &["in", "at", "dead", "by", "near", "on", "outside", "hanged", "seen"]);
        if relative || (open.is_none() && participle) {
            open = Some(token);
            verbs = 0;
        }
    }
    if let Some(first) = open {
        spans.push(first..sentence.end);
    }
    if let Some(mine) = spans.iter().find(|span| span.contains(&at)) {
        let noun = mine.start.saturating_sub(12).max(sentence.start)..mine.start;
        return (mine.clone().collect(), noun);
    }
    let outside = sentence.filter(|token| !spans.iter().any(|span| span.contains(token)));
    (outside.collect(), 0..0)
}
