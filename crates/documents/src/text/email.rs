//! E-mails: what was written, then what was attached, each a document of its own.

use super::guard::guarded;
use super::html::{self, Part};
use super::limits::Budget;
use super::paragraphs::Ends;
use super::{Contents, Source, TextError, TextProblem, plain};
use crate::{DateOrigin, DatePlace, Document};
use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

const FORMAT: &str = "e-mail";

/// Reads an e-mail.
pub(super) fn read(name: &str, bytes: &[u8], budget: &mut Budget<'_>, into: &mut Contents) -> Result<(), TextProblem> {
    let message = guarded(FORMAT, || {
        MessageParser::default().parse(bytes).ok_or_else(|| TextProblem::damaged(FORMAT, "it has no header"))
    })?;
    // Messages inside a message are taken out of it one by one: a chain of them, dropped as it is, would be dropped by recursion.
    let mut left = vec![(name.to_owned(), message, 1)];
    while let Some((name, mut message, levels)) = left.pop() {
        let inside = taken_out(&mut message);
        let outside = budget.depth;
        let entered = (0..levels).try_for_each(|_| budget.enter());
        let deep = entered.is_err();
        let read = entered.and_then(|()| read_message(&name, &message, budget, into));
        budget.depth = outside;
        match read {
            // Said once for all that is deeper.
            Err(problem) if !deep || levels <= budget.limits.depth + 1 => {
                into.refused.push(TextError { name: name.clone(), problem });
            }
            _ => {}
        }
        for (at, message) in inside.into_iter().enumerate().rev() {
            let name = if deep { String::new() } else { format!("{name}/message {}", at + 1) };
            left.push((name, message, levels + 1));
        }
    }
    Ok(())
}

/// The messages that stand in a message, which are no longer in it.
fn taken_out<'x>(message: &mut Message<'x>) -> Vec<Message<'x>> {
    let mut out = Vec::new();
    for part in &mut message.parts {
        if let PartType::Message(_) = &part.body
            && let PartType::Message(inside) = std::mem::take(&mut part.body)
        {
            out.push(inside);
        }
    }
    out
}

fn read_message(
    name: &str,
    message: &Message<'_>,
    budget: &mut Budget<'_>,
    into: &mut Contents,
) -> Result<(), TextProblem> {
    let mut bodies = 0;
    for part in message.text_body.iter().filter_map(|&id| message.part(id)) {
        budget.part()?;
        budget.expand(part.len() as u64, u64::MAX)?;
        let shown = if bodies == 0 { name.to_owned() } else { format!("{name}, part {}", bodies + 1) };
        let read = match &part.body {
            PartType::Text(text) => plain::from_text(&shown, text.to_string(), Ends::Guessed),
            PartType::Html(page) => html::from_text(&shown, page.to_string(), budget.limits, Part::All),
            _ => continue,
        };
        match read {
            Ok(read) => match into.add(dated(read, message), budget) {
                Ok(()) => {}
                Err(problem) => into.refused.push(TextError { name: shown, problem }),
            },
            // Mail programs send an empty text beside what is attached.
            Err(TextProblem::Empty) => continue,
            Err(problem) => into.refused.push(TextError { name: shown, problem }),
        }
        bodies += 1;
    }
    for (at, part) in message.attachments.iter().filter_map(|&id| message.part(id)).enumerate() {
        // Multiparts, and messages that were taken out.
        if matches!(part.body, PartType::Multipart(_) | PartType::Message(_)) {
            continue;
        }
        budget.part()?;
        budget.expand(part.len() as u64, u64::MAX)?;
        let attached = part.attachment_name().map_or_else(|| format!("attachment {}", at + 1), str::to_owned);
        into.read_or_refuse(&format!("{name}/{attached}"), part.contents(), budget);
    }
    Ok(())
}

/// With the subject for a title, and the day on which the message was sent.
fn dated((mut document, source): (Document, Source), message: &Message<'_>) -> (Document, Source) {
    let sent = message.date().and_then(|date| {
        let month = i8::try_from(date.month).ok()?;
        Date::new(i16::try_from(date.year).ok()?, month, i8::try_from(date.day).ok()?).ok()
    });
    if sent.is_some() {
        document.date = sent;
        document.origin.date = Some(DateOrigin { place: DatePlace::MailHeader, source: None, page: None });
    }
    if let Some(subject) = message.subject() {
        document.title = Some(subject.trim().to_owned()).filter(|subject| !subject.is_empty());
    }
    (document, source)
}
