//! An earlier message quoted in a mail: "On 3 March, Ada Bell wrote:" and the lines after it. What it says its writer says, on its day.

use crate::mentions::Parsed;
use jiff::civil::Date;
use std::ops::Range;

/// A quoted message.
pub(super) struct Quoted {
    /// Its tokens.
    pub(super) at: Range<usize>,
    /// Who wrote it, where a name stands before "wrote".
    pub(super) writer: Option<String>,
    /// The day on which it was written, where one is given.
    pub(super) day: Option<Date>,
}

/// The quoted messages of a document, in the order of its text.
pub(super) fn find(parsed: &Parsed) -> Vec<Quoted> {
    let text = &parsed.text;
    let heads = (1..text.tokens.len()).filter(|at| text.word(*at) == ":" && text.word(at - 1) == "wrote");
    heads
        .map(|colon| {
            let start = text.sentence(colon).start;
            let writer = parsed.cast.at.iter().rfind(|mention| (start..colon).contains(&mention.from));
            let writer = writer.and_then(|mention| parsed.mentions.people.get(mention.person)?.name.clone());
            let dates = parsed.dates.iter().zip(&parsed.mentions.dates);
            let day = dates.filter(|(date, _)| (start..colon).contains(&date.from)).find_map(|(_, date)| date.when);
            Quoted { at: colon + 1..end(parsed, colon + 1), writer, day: day.map(|when| when.to) }
        })
        .collect()
}

/// The end of a quoted message: the first line that is not marked where its lines are, else the end of the text.
fn end(parsed: &Parsed, from: usize) -> usize {
    let text = &parsed.text;
    let last = text.tokens.len();
    if text.word(from) != ">" {
        return last;
    }
    (from + 1..last).find(|at| text.breaks(*at) > 0 && text.word(*at) != ">").unwrap_or(last)
}
