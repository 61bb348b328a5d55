//! DOCX: a ZIP of XML, of which the body, footnotes, endnotes and comments are read, each a document of its own.
//!
//! Elements are those of WordprocessingML (ECMA-376, part 1, 17.3). Text that was deleted under review is not read. A part with a document
//! type is refused, as ECMA-376 part 2 (8.1.4) asks of readers: no entity is ever expanded.

mod unread;

use super::limits::Budget;
use super::paragraphs::{Ends, lay_out};
use super::residue::{Habit, clean};
use super::trace::Trace;
use super::{Contents, Limits, Source, TextProblem, archive, date, decode, reference, source};
use crate::{DateOrigin, DatePlace, Document};
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::Cursor;
use zip::ZipArchive;

const FORMAT: &str = "DOCX";
/// The parts with text, and what is put behind the name of the file for each.
const PARTS: [(&str, &str); 4] = [
    ("word/document.xml", ""),
    ("word/footnotes.xml", "footnotes"),
    ("word/endnotes.xml", "endnotes"),
    ("word/comments.xml", "comments"),
];

/// Whether an archive is a DOCX.
pub(super) fn is_one(zip: &ZipArchive<Cursor<&[u8]>>) -> bool {
    zip.index_for_name(PARTS[0].0).is_some()
}

/// Reads a DOCX.
pub(super) fn read(
    name: &str,
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    budget: &mut Budget<'_>,
    into: &mut Contents,
) -> Result<(), TextProblem> {
    let facts = match part(zip, "docProps/core.xml", budget)? {
        Some(xml) => facts(&xml, budget.limits)?,
        None => Facts::default(),
    };
    let unread = unread::of_archive(zip, budget)?;
    for (path, what) in PARTS {
        let Some(xml) = part(zip, path, budget)? else { continue };
        let shown = if what.is_empty() { name.to_owned() } else { format!("{name}, {what}") };
        match body(&shown, xml, &facts, budget.limits) {
            Err(TextProblem::Empty) if !what.is_empty() => {}
            read => {
                let (mut document, source) = read?;
                if what.is_empty() {
                    document.origin.not_read.extend(unread.iter().cloned());
                }
                into.add((document, source), budget)?;
            }
        }
    }
    Ok(())
}

fn part(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    budget: &mut Budget<'_>,
) -> Result<Option<String>, TextProblem> {
    let Some(at) = zip.index_for_name(path) else { return Ok(None) };
    let bytes = archive::member(zip, at, budget, FORMAT)?;
    decode::xml(&bytes).map(Some).ok_or_else(|| TextProblem::damaged(FORMAT, format!("{path} is not text")))
}

#[derive(Default)]
struct Facts {
    title: Option<String>,
    date: Option<Date>,
}

/// The title and the day of making, from the core properties.
fn facts(xml: &str, limits: &Limits) -> Result<Facts, TextProblem> {
    let mut facts = Facts::default();
    let mut inside = String::new();
    let mut reader = Reader::from_str(xml);
    walk(&mut reader, limits, |event, _| match event {
        Event::Start(tag) => inside = local(tag.name().as_ref()).to_owned(),
        Event::End(_) => inside.clear(),
        Event::Text(text) => {
            let text = text.to_string();
            match &*inside {
                "title" => facts.title = Some(facts.title.take().unwrap_or_default() + &text),
                "created" => facts.date = date::first(&text).map(|found| found.0),
                _ => {}
            }
        }
        Event::GeneralRef(name) if inside == "title" => {
            let decoded = reference::decoded(&format!("&{};", &**name));
            facts.title = Some(facts.title.take().unwrap_or_default() + &decoded.unwrap_or_default());
        }
        _ => {}
    })?;
    Ok(facts)
}

/// Reads a part with paragraphs.
fn body(name: &str, xml: String, facts: &Facts, limits: &Limits) -> Result<(Document, Source), TextProblem> {
    let mut writer = Writer::default();
    let mut reader = Reader::from_str(&xml);
    walk(&mut reader, limits, |event, place| writer.event(event, place, &xml))?;
    let hidden = (writer.hidden_words > 0).then(|| unread::hidden(writer.hidden_words));
    let cleaned = clean(writer.trace, Habit::Paper);
    let trace = lay_out(&cleaned.trace, Ends::Kept);
    let properties = DateOrigin { place: DatePlace::FileProperties, source: None, page: None };
    let date = cleaned.date.or(facts.date.map(|date| (date, properties)));
    let (mut document, source) = source::document(name, facts.title.clone(), date, trace, Source::one(xml))?;
    document.origin.not_read.extend(hidden);
    Ok((document, source))
}

/// Gives each event with the place behind the last one and behind it.
fn walk(
    reader: &mut Reader<&[u8]>,
    limits: &Limits,
    mut each: impl FnMut(&Event<'_>, std::ops::Range<usize>),
) -> Result<(), TextProblem> {
    let mut depth = 0;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| TextProblem::damaged(FORMAT, error))?;
        match event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => {
                return Err(TextProblem::damaged(FORMAT, "a part declares a document type, which none may"));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > limits.elements_deep {
            return Err(TextProblem::OverLimit {
                what: "its nesting of elements".to_owned(),
                limit: limits.elements_deep.to_string(),
                remedy: "save it again as DOCX or text",
            });
        }
        each(&event, start..reader.buffer_position() as usize);
    }
}

/// The name of an element without its prefix, which every program may choose.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether a property that may be switched off is on: ECMA-376 part 1, 17.17.4.
fn switched_on(tag: &BytesStart<'_>) -> bool {
    let value = tag.attributes().flatten().find(|attribute| local(attribute.key.as_ref()) == "val");
    value.is_none_or(|value| !matches!(&*value.value, "0" | "false" | "off"))
}

#[derive(Default)]
struct Writer {
    trace: Trace,
    /// Elements of text that is shown.
    shown: usize,
    /// Elements whose content is not read: deletions, codes of fields, what stands in for a drawing.
    silent: usize,
    /// Cells of tables around.
    cells: usize,
    /// Whether the run at hand is marked as hidden.
    hidden: bool,
    /// Words of such runs.
    hidden_words: u64,
}

const SILENT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "pPr"];

impl Writer {
    fn event(&mut self, event: &Event<'_>, place: std::ops::Range<usize>, xml: &str) {
        match event {
            Event::Start(tag) | Event::Empty(tag) if self.silent == 0 && local(tag.name().as_ref()) == "vanish" => {
                self.hidden = switched_on(tag);
            }
            Event::Start(tag) => self.open(local(tag.name().as_ref()), false),
            Event::Empty(tag) => self.open(local(tag.name().as_ref()), true),
            Event::Text(text) if self.reads() && self.hidden => {
                self.hidden_words += text.split_whitespace().count() as u64;
            }
            Event::End(tag) => self.close(local(tag.name().as_ref())),
            Event::Text(_) if self.reads() => self.text(xml, place),
            Event::CData(_) if self.reads() && !self.hidden => {
                let (start, end) = (place.start + "<![CDATA[".len(), place.end.saturating_sub("]]>".len()));
                self.text(xml, start..end.max(start));
            }
            Event::GeneralRef(_) if self.reads() && !self.hidden => {
                if let Some(decoded) = xml.get(place.clone()).and_then(reference::decoded) {
                    self.trace.take_reference(&decoded, place);
                }
            }
            _ => {}
        }
    }

    fn reads(&self) -> bool {
        self.shown > 0 && self.silent == 0
    }

    /// Ends of lines inside a text are blanks: lines end where an element says so.
    fn text(&mut self, xml: &str, place: std::ops::Range<usize>) {
        let Some(text) = xml.get(place.clone()) else { return };
        let mut at = place.start;
        for part in text.split_inclusive(['\n', '\r']) {
            let kept = part.trim_end_matches(['\n', '\r']).len();
            self.trace.take(xml, at..at + kept, None);
            if kept < part.len() {
                self.trace.put(" ");
            }
            at += part.len();
        }
    }

    fn open(&mut self, name: &str, empty: bool) {
        if SILENT.contains(&name) {
            self.silent += usize::from(!empty);
            return;
        }
        match name {
            "t" => self.shown += usize::from(!empty),
            "tc" => self.cells += usize::from(!empty),
            _ if self.silent > 0 => {}
            "tab" | "ptab" => self.trace.put("\t"),
            "br" | "cr" => self.trace.put("\n"),
            "noBreakHyphen" => self.trace.put("\u{2011}"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        match name {
            "t" => self.shown = self.shown.saturating_sub(1),
            "r" => self.hidden = false,
            // The paragraphs of a cell stand on its line.
            "p" => self.trace.put(if self.cells > 0 { " " } else { "\n\n" }),
            "tc" => {
                self.cells = self.cells.saturating_sub(1);
                self.trace.put("\t");
            }
            "tr" if self.cells == 0 => self.trace.put("\n"),
            "tbl" if self.cells == 0 => self.trace.put("\n\n"),
            _ => {}
        }
    }
}
