//! Telling what a text denies from what it states: "negative for a, b and c", "fentanyl: not detected".

use crate::phrases::{PhraseList, Phrases, VocabularyError};

/// Where in a text something is denied. Reads clause by clause and knows English report style, no grammar.
#[derive(Debug)]
pub(crate) struct Negation {
    cues: Phrases,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// Denies everything that follows in the sentence: "negative for".
    Denies,
    /// Denies what follows at once, and the list it opens: "no", "without".
    No,
    /// Says of what follows that it was so once: "history of", "remote".
    Past,
    /// Opens a habit that a later "use" completes: "chronic".
    Chronic,
    /// Completes a habit by itself: "abuse", "dependence".
    Habit,
    /// Completes a habit opened by "chronic": "use".
    Use,
    /// Denies what stands before it: "not detected".
    NotThere,
    /// States what stands before it: "detected".
    There,
    /// Ends every denial: "positive for", "but".
    Turn,
    /// Words that hold a cue but mean none: "acute and chronic".
    Nothing,
}

const CUES: [(Cue, &[&str]); 10] = [
    (
        Cue::Denies,
        &[
            "negative for",
            "tested negative for",
            "no evidence of",
            "no trace of",
            "no traces of",
            "no sign of",
            "no signs of",
            "no indication of",
            "no mention of",
            "absence of",
            "free of",
            "denied",
            "denies",
            "denying",
            "denied use of",
            "denied using",
            "denied any",
            "denies use of",
            "denies any",
            "did not detect",
            "did not reveal",
            "did not show",
            "did not find",
            "did not have",
            "did not use",
            "did not take",
            "does not use",
            "failed to detect",
            "failed to reveal",
            "without evidence of",
            "without any evidence of",
            "not positive for",
            "ruled out for",
            "never used",
            "never took",
            "none of the following",
            "excluded were",
            "excludes",
            "rules out",
        ],
    ),
    (
        Cue::No,
        &[
            "no",
            "not",
            "without",
            "neither",
            "nor",
            "never",
            "excluding",
            "minus",
            "non",
            "no other",
            "without any",
            "no history of",
        ],
    ),
    (
        Cue::Past,
        &["history of", "hx of", "h/o", "remote", "past", "prior", "former", "formerly", "previous", "previously"],
    ),
    (Cue::Chronic, &["chronic", "longstanding", "long-standing", "long-term"]),
    (
        Cue::Habit,
        &[
            "abuse",
            "use disorder",
            "use disorders",
            "dependence",
            "dependency",
            "addiction",
            "withdrawal",
            "misuse",
            "abuser",
            "addict",
            "user",
        ],
    ),
    (Cue::Use, &["use", "usage", "consumption"]),
    (
        Cue::NotThere,
        &[
            "not detected",
            "none detected",
            "not present",
            "not found",
            "not identified",
            "not confirmed",
            "not indicated",
            "negative",
            "neg",
            "absent",
            "undetected",
            "undetectable",
            "was ruled out",
            "were ruled out",
            "ruled out",
            "excluded",
            "not seen",
            "not observed",
            "not noted",
            "none found",
            "was denied",
            "were denied",
            "denied by",
            "not recovered",
            "not reported",
            "not suspected",
            "none noted",
            "none seen",
            "none",
            "free",
        ],
    ),
    (
        Cue::There,
        &[
            "detected",
            "present",
            "found",
            "positive",
            "pos",
            "confirmed",
            "identified",
            "elevated",
            "was seen",
            "were seen",
            "observed",
            "noted",
            "recovered",
        ],
    ),
    (
        Cue::Turn,
        &[
            "positive for",
            "tested positive for",
            "but",
            "however",
            "although",
            "though",
            "except",
            "except for",
            "apart from",
            "other than",
            "besides",
            "while",
            "whereas",
            "yet",
            "revealed",
            "was positive for",
            "were positive for",
            "only",
        ],
    ),
    (
        Cue::Nothing,
        &[
            "acute and chronic",
            "acute and or chronic",
            "acute and/or chronic",
            "acute or chronic",
            "acute on chronic",
            "chronic and acute",
            "no longer",
            "no doubt",
            "not only",
            "could not be ruled out",
            "cannot be ruled out",
            "can not be ruled out",
            "not ruled out",
            "cannot be excluded",
            "could not be excluded",
            "not excluded",
            "false negative",
            "gram negative",
            "rh negative",
            "chronic obstructive",
            "past medical",
            "prior to",
            "previous to",
            "remote myocardial",
            "not responding",
            "not breathing",
            "not responsive",
        ],
    ),
];

/// Words that may stand between a finding and "not detected".
const FILLERS: [&str; 38] = [
    "was",
    "were",
    "is",
    "are",
    "been",
    "has",
    "have",
    "had",
    "be",
    "also",
    "both",
    "all",
    "each",
    "in",
    "by",
    "screen",
    "screens",
    "test",
    "tests",
    "testing",
    "result",
    "results",
    "level",
    "levels",
    "immunoassay",
    "assay",
    "elisa",
    "urine",
    "blood",
    "serum",
    "vitreous",
    "drug",
    "use",
    "metabolite",
    "metabolites",
    "toxicology",
    "at",
    "scene",
];

/// Words between two members of a list.
const LIST_WORDS: [&str; 9] = ["and", "or", "nor", "any", "other", "plus", "as", "well", "a"];

/// A bare "no" reaches over this many words to the first thing it denies.
const REACH_OF_NO: usize = 4;

/// A denial under way.
#[derive(Clone, Copy)]
struct Denial {
    cue: Cue,
    /// Where the cue ends.
    from: usize,
    /// How many parentheses were open there.
    depth: usize,
    /// End of the last thing denied by it.
    last: Option<usize>,
}

impl Negation {
    pub fn new() -> Result<Negation, VocabularyError> {
        let mut list = PhraseList::default();
        for (cue, phrases) in CUES {
            for phrase in phrases {
                list.add(phrase, cue as u32, "cue")?;
            }
        }
        Ok(Negation { cues: list.build()? })
    }

    /// For each of the spans, which must be in order and apart from one another, whether the text denies it. With
    /// `past`, what was only so once ("history of", "chronic … abuse") counts as denied too.
    pub fn denied(&self, text: &str, spans: &[(usize, usize)], past: bool) -> Vec<bool> {
        let mut denied = vec![false; spans.len()];
        let mut cues =
            self.cues.find(text).filter_map(|hit| Some((hit.start, hit.end, cue_of(hit.meaning)?))).peekable();
        if cues.peek().is_none() {
            return denied;
        }
        let bytes = text.as_bytes();
        let mut denial: Option<Denial> = None;
        let mut chronic: Option<usize> = None;
        let mut depth = 0_usize;
        let mut next = 0;
        let mut at = 0;
        while at < bytes.len() {
            while cues.next_if(|cue| cue.0 < at).is_some() {}
            if let Some(&(start, end)) = spans.get(next)
                && start <= at
            {
                denied[next] = denies(&mut denial, text, start, end);
                next += 1;
                at = end.max(at + 1);
                continue;
            }
            if let Some((start, end, cue)) = cues.next_if(|cue| cue.0 == at)
                && spans.get(next).is_none_or(|span| end <= span.0)
            {
                let before = text.get(..start).unwrap_or_default();
                match cue {
                    Cue::Denies | Cue::No => denial = Some(Denial { cue, from: end, depth, last: None }),
                    Cue::Past if past && denial.is_none() => {
                        denial = Some(Denial { cue, from: end, depth, last: None })
                    }
                    Cue::Chronic => chronic = Some(end),
                    Cue::Habit if past => {
                        let first = list_before(text, before, &spans[..next], true);
                        let acute =
                            first.and_then(|first| spans.get(first)).is_some_and(|span| says_acute(text, span.0));
                        mark(&mut denied, first.filter(|_| !acute), next, true);
                    }
                    Cue::Use if past => {
                        let first = list_before(text, before, &spans[..next], true);
                        let of_old =
                            first.and_then(|first| spans.get(first)).zip(chronic).is_some_and(|(span, from)| {
                                let gap = text.get(from..span.0);
                                let near =
                                    gap.is_some_and(|gap| words(gap).count() <= REACH_OF_NO && !ends_clause(gap));
                                near && !says_acute(text, span.0)
                            });
                        mark(&mut denied, first.filter(|_| of_old), next, true);
                    }
                    Cue::NotThere => match list_before(text, before, &spans[..next], false) {
                        None => {
                            if let Some(&(finding, _)) = spans.get(next)
                                && denies_after(text, (start, end), finding)
                            {
                                denial = Some(Denial { cue: Cue::No, from: end, depth, last: None });
                            }
                        }
                        first @ Some(_) => mark(&mut denied, first, next, true),
                    },
                    Cue::There => {
                        let after_comma = denial.is_some_and(|denial| {
                            let last = next.checked_sub(1).and_then(|last| spans.get(last));
                            last.is_some_and(|last| text.get(denial.from..last.0).is_some_and(|gap| gap.contains(',')))
                        });
                        if after_comma && list_before(text, before, &spans[..next], false).is_some() {
                            mark(&mut denied, next.checked_sub(1), next, false);
                            denial = None;
                        }
                    }
                    Cue::Turn => denial = None,
                    Cue::Past | Cue::Habit | Cue::Use | Cue::Nothing => {}
                }
                at = end;
                continue;
            }
            match bytes[at] {
                b'(' => depth += 1,
                b')' => {
                    depth = depth.saturating_sub(1);
                    denial = denial.filter(|denial| denial.depth <= depth);
                }
                b';' | b'\n' | b'!' | b'?' | b'|' => (denial, chronic) = (None, None),
                b'.' if bytes.get(at + 1).is_none_or(|after| after.is_ascii_whitespace()) => {
                    (denial, chronic) = (None, None)
                }
                _ => {}
            }
            at += 1;
        }
        for (number, &(_, end)) in spans.iter().enumerate() {
            if denied[number] && is_measured(text, end) {
                denied[number] = false;
            }
        }
        denied
    }
}

fn cue_of(number: u32) -> Option<Cue> {
    CUES.iter().map(|(cue, _)| *cue).find(|cue| *cue as u32 == number)
}

/// Whether a cue that denies what stands before it denies what follows instead: "the laboratory ruled out any fentanyl", not
/// "foul play was excluded and fentanyl was found".
fn denies_after(text: &str, cue: (usize, usize), finding: usize) -> bool {
    const BETWEEN: [&str; 9] = ["any", "all", "both", "the", "a", "use", "of", "presence", "other"];
    const PASSIVE: [&str; 6] = ["was", "were", "is", "are", "been", "be"];
    let is_any = |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    let (before, said, gap) = (text.get(..cue.0), text.get(cue.0..cue.1), text.get(cue.1..finding));
    let (Some(before), Some(said), Some(gap)) = (before, said, gap) else { return false };
    let passive = words(before).last().is_some_and(|word| is_any(word, &PASSIVE));
    is_any(said, &["ruled out", "excluded"])
        && !passive
        && gap.chars().all(|letter| letter.is_alphanumeric() || letter == ' ')
        && words(gap).all(|word| is_any(word, &BETWEEN))
}

/// Whether the denial under way reaches the thing at `start..end`; notes that it did.
fn denies(denial: &mut Option<Denial>, text: &str, start: usize, end: usize) -> bool {
    let Some(open) = denial else { return false };
    let gap = text.get(open.last.unwrap_or(open.from)..start).unwrap_or_default();
    let reaches = match (open.cue, open.last) {
        (Cue::Denies, _) => true,
        (_, None) => !gap.contains(',') && words(gap).count() <= REACH_OF_NO,
        (_, Some(_)) => is_list(gap),
    };
    if reaches {
        open.last = Some(end);
    } else {
        *denial = None;
    }
    reaches
}

/// The first of the spans that end the text `before` as one list, with nothing but fillers after them.
fn list_before(text: &str, before: &str, spans: &[(usize, usize)], adjacent: bool) -> Option<usize> {
    let mut first = spans.len().checked_sub(1)?;
    let tail = before.get(spans[first].1..)?;
    let joined = if adjacent { words(tail).next().is_none() } else { words(tail).all(is_filler) };
    if !joined || ends_clause(tail) {
        return None;
    }
    while let Some(earlier) = first.checked_sub(1) {
        if !is_list(text.get(spans[earlier].1..spans[first].0)?) {
            break;
        }
        first = earlier;
    }
    Some(first)
}

fn mark(denied: &mut [bool], first: Option<usize>, end: usize, value: bool) {
    if let Some(part) = first.and_then(|first| denied.get_mut(first..end)) {
        part.fill(value);
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_filler(word: &str) -> bool {
    FILLERS.iter().any(|filler| word.eq_ignore_ascii_case(filler))
}

fn is_list(gap: &str) -> bool {
    !ends_clause(gap)
        && !gap.contains(':')
        && words(gap).all(|word| LIST_WORDS.iter().any(|list| word.eq_ignore_ascii_case(list)))
}

fn ends_clause(gap: &str) -> bool {
    gap.contains([';', '.', '\n', '!', '?', '|'])
}

/// Whether "acute" or "recent" stands just before, as in "acute and/or chronic".
fn says_acute(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let words = before.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_any = |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    let mut words = words.skip_while(|word| is_any(word, &["chronic", "and", "or", "on", "to", "substance"]));
    words.next().is_some_and(|word| is_any(word, &["acute", "recent", "probable"]))
}

/// Whether a measured quantity follows: "fentanyl 12 ng/mL". What was measured was there, unless it was nought.
fn is_measured(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default().trim_start_matches([' ', ':', '=', '(', '-']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = rest.split_at(digits);
    let unit = unit.trim_start();
    let unit = unit.get(..2).unwrap_or(unit).to_ascii_lowercase();
    number.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
        && (unit.starts_with('%') || ["ng", "mg", "ug", "g/", "mc", "pg", "mm"].contains(&unit.as_str()))
}
