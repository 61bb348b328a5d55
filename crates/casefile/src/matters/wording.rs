//! How a matter reads. A kind says it in a text with places for its fields:
//!
//! - `{question}` is what the field says; `{signed_off.at@minute}` a moment as a person reads it.
//! - `{outcome|no outcome yet}` says something else where the field is empty.
//! - `[ (required: {template})]` is left out as a whole where a field in it is empty.

use super::body::Body;

impl Body {
    /// The first line of a row.
    pub fn headline(&self) -> String {
        worded(self.kind().headline, self)
    }

    /// The line below it.
    pub fn detail(&self) -> String {
        worded(self.kind().detail, self)
    }

    /// Its words on a timeline, and the day in a field where it has one; none where it does not stand there.
    pub fn mark(&self) -> Option<(String, Option<&str>)> {
        let mark = self.kind().mark.as_ref()?;
        if mark.unless.is_some_and(|field| self.has(field)) {
            return None;
        }
        let day = mark.day.map(|field| self.text(field).get(..10).unwrap_or_default());
        Some((worded(mark.words, self), day))
    }
}

/// A moment as a person reads it: day, hour and minute.
pub fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

fn worded(text: &str, body: &Body) -> String {
    let mut all = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let (part, after) = after.split_once(']').unwrap_or((after, ""));
        all.push_str(&filled(before, body).0);
        if let (words, true) = filled(part, body) {
            all.push_str(&words);
        }
        rest = after;
    }
    all + &filled(rest, body).0
}

/// A text with its places filled, and whether each had something to say.
fn filled(text: &str, body: &Body) -> (String, bool) {
    let (mut all, mut is_whole) = (String::new(), true);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let (place, otherwise) = place.split_once('|').map_or((place, None), |(place, other)| (place, Some(other)));
        let (path, is_moment) = place.strip_suffix("@minute").map_or((place, false), |path| (path, true));
        let said = body.text(path);
        is_whole &= body.has(path) || otherwise.is_some();
        all.push_str(before);
        all.push_str(&match (body.has(path), is_moment) {
            (true, true) => minute(said),
            (true, false) => said.to_owned(),
            (false, _) => otherwise.unwrap_or_default().to_owned(),
        });
        rest = after;
    }
    (all + rest, is_whole)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::matters::kinds::{CONCERN, EXHIBIT, HAND_OFF, KINDS, LEAD};
    use crate::matters::spec::Input;

    #[test]
    fn a_row_reads_as_a_sentence() {
        let lead = Body::of(&LEAD, [("question", "caller?")]).unwrap();
        assert_eq!((lead.headline().as_str(), lead.detail().as_str()), ("caller?", "no outcome yet"));
        let required = Body::of(&LEAD, [("question", "caller?"), ("template", "deaths, version 1")]).unwrap();
        assert_eq!(required.headline(), "caller? (required: deaths, version 1)");
        assert!(lead.mark().is_some() && required.mark().is_none());
        let concern = Body::of(&CONCERN, [("from", "sister"), ("said", "not his hand"), ("received", "2014-09-21")]);
        let concern = concern.unwrap();
        assert_eq!(concern.headline(), "sister, 2014-09-21: not his hand");
        assert_eq!(concern.mark().unwrap(), ("concern of sister".to_owned(), Some("2014-09-21")));
        let note = Body::of(&EXHIBIT, [("what", "note"), ("place", "station"), ("custody", "PC 1")]).unwrap();
        assert_eq!(note.detail(), "in station, with PC 1; examination: none.");
        let asked = Body::of(&HAND_OFF, [("from", "east"), ("to", "west"), ("reason", "theirs")]).unwrap();
        assert_eq!(asked.headline(), "east asks west: asked");
        assert_eq!(asked.detail(), "theirs. Disclosed: nothing.");
    }

    #[test]
    fn every_place_in_a_text_is_a_field_of_its_kind() {
        for kind in KINDS {
            let marks = kind.mark.as_ref().map(|mark| mark.words);
            for text in [kind.headline, kind.detail].into_iter().chain(marks) {
                for place in text.split('{').skip(1) {
                    let path = place.split(['}', '|', '@']).next().unwrap();
                    let (name, part) = path.split_once('.').map_or((path, None), |(name, part)| (name, Some(part)));
                    let field = kind.field(name).unwrap_or_else(|| panic!("{}: {path}", kind.name));
                    let has_part = |part: &str| match &field.input {
                        Input::Group(parts) => parts.iter().any(|one| one.name == part),
                        Input::Filled { schema, .. } => schema.contains(&format!("\"{part}\"")),
                        _ => false,
                    };
                    assert!(part.is_none_or(has_part), "{}: {path}", kind.name);
                }
            }
        }
    }
}
