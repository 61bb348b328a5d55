//! Organisations: names that end in what they are, and the initials given for them in brackets.

use super::lexicon::is;
use super::text::Text;
use super::types::Organisation;

/// Words inside the name of an organisation, beside capitals.
const INSIDE: [&str; 5] = ["of", "for", "and", "the", "&"];
/// Last words that make no organisation by themselves after one capital word.
const WEAK: [&str; 12] =
    ["trust", "service", "company", "force", "unit", "news", "post", "times", "club", "group", "team", "conduct"];
/// Initials that are none.
const NOT_INITIALS: [&str; 16] =
    ["AM", "PM", "US", "UK", "GHB", "GBH", "SUV", "DNA", "AK", "AR", "II", "III", "IV", "CCTV", "TV", "OK"];

/// An organisation at tokens.
pub(crate) struct OrganisationAt {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Position among the organisations.
    pub(crate) which: usize,
}

/// Organisations and where they stand, in the order of the text.
pub(crate) fn find(text: &Text) -> (Vec<Organisation>, Vec<OrganisationAt>) {
    let mut all: Vec<Organisation> = Vec::new();
    let mut found: Vec<OrganisationAt> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some(to) = named(text, at).or_else(|| initials(text, at)) else {
            at += 1;
            continue;
        };
        let name = text.slice(at, to).split_whitespace().collect::<Vec<_>>().join(" ");
        // "Independent Office for Police Conduct (IOPC)", also with words between, as in "Conduct last week (IOPC)".
        let short =
            (to..(to + 4).min(text.tokens.len())).find(|bracket| text.word(*bracket) == "(").map(|bracket| bracket + 1);
        let short = short
            .filter(|short| text.word(short + 1) == ")" && stands_for(&name, text.written(*short)))
            .map(|short| text.written(short));
        let which = all.iter().position(|known| same(known, &name)).unwrap_or_else(|| {
            all.push(Organisation { name: name.clone(), forms: Vec::new(), mentions: Vec::new() });
            all.len() - 1
        });
        if let Some(known) = all.get_mut(which) {
            if known.name.len() < name.len() {
                let before = std::mem::replace(&mut known.name, name);
                known.forms.push(before);
            } else if known.name != name && !known.forms.contains(&name) {
                known.forms.push(name);
            }
            if let Some(short) = short.filter(|short| !known.forms.iter().any(|form| form == short)) {
                known.forms.push(short.to_owned());
            }
            known.mentions.push(text.bytes(at, to));
        }
        found.push(OrganisationAt { from: at, to, which });
        at = to;
    }
    (all, found)
}

fn capital(text: &Text, at: usize) -> bool {
    text.is_word(at) && text.capital(at)
}

/// A run of capitals that ends in what it is: "Hudgell Solicitors", "High Court", "Metropolitan Police".
#[expect(clippy::if_same_then_else, reason = "each branch is one way in which a name goes on")]
fn named(text: &Text, at: usize) -> Option<usize> {
    let sentence = text.sentence(at);
    if !capital(text, at) || text.can(at, is::TITLE | is::MONTH | is::WEEKDAY) || sentence.shouted {
        return None;
    }
    // The article and other small words at the head of a sentence are no part of it.
    if at == sentence.start
        && text.can(at, is::COMMON)
        && !text.can(at, is::ORGANISATION)
        && !text.any(at, &["high", "city", "state", "national", "east", "west", "north", "south"])
    {
        return None;
    }
    let mut to = at + 1;
    let mut last = text.can(at, is::ORGANISATION).then_some(at + 1);
    while to < sentence.end && text.breaks(to) == 0 && to - at < 9 {
        if capital(text, to) || text.any(to, &["-", "&"]) && capital(text, to + 1) {
            if text.can(to, is::ORGANISATION) {
                last = Some(to + 1);
            }
            to += 1;
        } else if text.is_possessive(to)
            && capital(text, to + 1)
            && (to + 1..(to + 4).min(sentence.end)).any(|next| capital(text, next) && text.can(next, is::ORGANISATION))
        {
            to += 1;
        } else if text.any(to, &INSIDE) && last.is_some() && capital(text, to + 1) && text.any(to, &["of", "for"]) {
            to += 1;
        } else {
            break;
        }
    }
    // "Office for Police Conduct": what follows "for" counts too.
    if let Some(end) = last
        && text.any(end, &["of", "for"])
        && to > end + 1
    {
        last = Some(to);
    }
    let end = last?;
    let single = end - at == 1;
    let alone = single
        && (text.can(at, is::COMMON)
            || WEAK.contains(&text.word(at))
            || text.written(at).len() < 3
            || !text
                .any(at, &["met", "bbc", "cnn", "fbi", "atf", "dea", "iopc", "ipcc", "nhs", "cps", "nypd", "lapd"]));
    (!alone).then_some(end)
}

/// Capitals that stand for a name: "IOPC".
fn initials(text: &Text, at: usize) -> Option<usize> {
    let token = text.tokens.get(at)?;
    let written = text.written(at);
    let fits = token.upper
        && (3..=6).contains(&written.len())
        && !text.sentence(at).shouted
        && !text.can(at, is::COMMON | is::FIRST);
    let neighbours = at.checked_sub(1).is_some_and(|before| text.tokens.get(before).is_some_and(|token| token.upper))
        || text.tokens.get(at + 1).is_some_and(|token| token.upper);
    (fits && !neighbours && !NOT_INITIALS.contains(&written)).then_some(at + 1)
}

/// Whether initials are those of a name's capitals.
fn stands_for(name: &str, short: &str) -> bool {
    let capitals: String =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase()).collect();
    short.len() >= 2 && capitals.ends_with(short)
}

/// Whether a name is that of an organisation known already: the same, its initials, or a short form of it.
pub(crate) fn same(known: &Organisation, name: &str) -> bool {
    let plain = |name: &str| name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name).to_owned();
    let (a, b) = (plain(&known.name), plain(name));
    a == b
        || known.forms.iter().any(|form| plain(form) == b)
        || stands_for(&a, &b)
        || stands_for(&b, &a)
        || shortened(&a, &b)
        || shortened(&b, &a)
}

/// "Met" and "Met Police" for "Metropolitan Police": each word of the short form begins a word of the long one.
pub(crate) fn shortened(long: &str, short: &str) -> bool {
    let mut words = long.split(' ');
    let first = short.split(' ').next().unwrap_or_default();
    long.starts_with(first)
        && first.len() >= 3
        && long != short
        && short.split(' ').all(|word| words.any(|whole| whole.starts_with(word)))
}
