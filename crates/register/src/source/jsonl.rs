//! JSON lines: one object a line. Objects inside become `outer.inner` columns, arrays become `;` lists, and an array of
//! objects becomes a cell of contacts.

use super::bytes::Prefixed;
use super::csv::{endless_row, other_encoding_note, too_many_columns};
use super::encoding::{self, as_utf8};
use super::{Row, Sink, Stopped};
use crate::limits::Limits;
use crate::parse::list;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::io::{BufRead, BufReader, Read};

/// Objects inside objects are taken apart this deep; deeper ones stay as JSON text.
const DEPTH: usize = 3;

/// Reads JSON lines.
pub(super) fn read<R: Read>(mut stream: Prefixed<R>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (encoding, mark) = encoding::recognised(stream.prefix());
    stream.skip(mark);
    let mut reader = BufReader::with_capacity(256 << 10, as_utf8(stream, encoding));
    let mut bytes = Vec::new();
    let mut columns = Columns::default();
    let mut row = Row::default();
    let mut line = 0;
    let mut other_encoding = 0;
    loop {
        bytes.clear();
        line += 1;
        let read =
            (&mut reader).take(limits.row_bytes + 1).read_until(b'\n', &mut bytes).map_err(|e| Stopped::at(line, e))?;
        if read == 0 {
            break;
        }
        if bytes.len() as u64 > limits.row_bytes {
            return Err(Stopped::at(line, endless_row(limits.row_bytes)));
        }
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => std::borrow::Cow::Borrowed(text),
            Err(_) => {
                other_encoding += 1;
                encoding::windows_1252(&bytes)
            }
        };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let object = match serde_json::from_str::<Map<String, Value>>(text) {
            Ok(object) => object,
            Err(error) => {
                sink.unreadable(line, text, format!("the line is not one JSON object: {error}"))?;
                continue;
            }
        };
        let before = columns.names.len();
        columns.cells.iter_mut().for_each(String::clear);
        columns.take("", object, 0);
        if columns.names.len() > limits.columns {
            return Err(Stopped::at(line, too_many_columns(columns.names.len(), limits)));
        }
        if columns.names.len() > before {
            sink.columns(&columns.names).map_err(|problem| Stopped::at(line, problem))?;
        }
        row.clear(line);
        columns.cells.iter().for_each(|cell| row.push(cell));
        sink.row(&row).map_err(|problem| Stopped::at(line, problem))?;
    }
    if other_encoding > 0 {
        sink.note(other_encoding_note(other_encoding));
    }
    Ok(())
}

/// The columns seen so far and the cells of the current line.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    numbers: FxHashMap<String, usize>,
    cells: Vec<String>,
}

impl Columns {
    fn take(&mut self, outer: &str, object: Map<String, Value>, depth: usize) {
        for (key, value) in object {
            let name = if outer.is_empty() { key } else { format!("{outer}.{key}") };
            match value {
                Value::Object(inner) if depth < DEPTH => self.take(&name, inner, depth + 1),
                value => {
                    let cell = match value {
                        Value::Null => String::new(),
                        Value::String(text) => text,
                        Value::Array(items) => array(&items),
                        other => other.to_string(),
                    };
                    self.set(name, cell);
                }
            }
        }
    }

    fn set(&mut self, name: String, cell: String) {
        match self.numbers.get(&name) {
            Some(&at) => self.cells[at] = cell,
            None => {
                self.numbers.insert(name.clone(), self.names.len());
                self.names.push(name);
                self.cells.push(cell);
            }
        }
    }
}

/// A list as the canonical CSV writes it. An empty array says "looked for and not found", which is `none`.
fn array(items: &[Value]) -> String {
    if items.is_empty() {
        return "none".to_owned();
    }
    if items.iter().all(Value::is_object) {
        let mut contacts = String::new();
        for item in items.iter().filter_map(Value::as_object) {
            if !contacts.is_empty() {
                contacts.push('|');
            }
            let mut first = true;
            for (key, value) in item.iter().filter(|(_, value)| !value.is_null()) {
                if !first {
                    contacts.push(',');
                }
                first = false;
                contacts.push_str(key);
                contacts.push('=');
                list::escape_into(&mut contacts, &plain(value), &['|', ',', '=']);
            }
        }
        return contacts;
    }
    let texts: Vec<String> = items.iter().filter(|item| !item.is_null()).map(plain).collect();
    list::join(texts.iter().map(String::as_str), ';')
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
