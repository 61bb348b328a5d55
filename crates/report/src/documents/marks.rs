//! A text with what it names marked.

use crate::html::markup::Markup;
use colligate_documents::mentions::Mentions;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a mark is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Person,
    Date,
    Place,
    Substance,
    Organisation,
    Count,
    Duration,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Person, Kind::Date, Kind::Place, Kind::Substance, Kind::Organisation, Kind::Count, Kind::Duration];

    pub fn class(self) -> &'static str {
        match self {
            Kind::Person => "m-person",
            Kind::Date => "m-date",
            Kind::Place => "m-place",
            Kind::Substance => "m-substance",
            Kind::Organisation => "m-organisation",
            Kind::Count => "m-count",
            Kind::Duration => "m-duration",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Date => "date",
            Kind::Place => "place",
            Kind::Substance => "substance",
            Kind::Organisation => "organisation",
            Kind::Count => "count",
            Kind::Duration => "duration",
        }
    }
}

/// A mark and what is said of it.
struct Mark {
    at: Range<usize>,
    kind: Kind,
    about: String,
}

fn marks(mentions: &Mentions) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |at: &Range<usize>, kind: Kind, about: String| marks.push(Mark { at: at.clone(), kind, about });
    for person in &mentions.people {
        for at in &person.mentions {
            add(at, Kind::Person, person.shown());
        }
    }
    for date in &mentions.dates {
        add(
            &date.characters,
            Kind::Date,
            date.when.as_ref().map_or_else(|| "a day not known".to_owned(), super::told::when),
        );
    }
    for place in &mentions.places {
        let within = place.within.as_deref().map_or_else(String::new, |within| format!(", {within}"));
        add(&place.characters, Kind::Place, format!("{}{within}", place.name));
    }
    for substance in &mentions.substances {
        add(&substance.characters, Kind::Substance, substance.name.clone());
    }
    for organisation in &mentions.organisations {
        for at in &organisation.mentions {
            add(at, Kind::Organisation, organisation.name.clone());
        }
    }
    for count in &mentions.counts {
        add(&count.characters, Kind::Count, format!("{} {}", count.number, count.of));
    }
    for duration in &mentions.durations {
        add(&duration.characters, Kind::Duration, format!("{} × {}", duration.number, duration.unit));
    }
    // The shortest first: it is the one that shows where two lie over each other.
    marks.sort_by_key(|mark| (mark.at.len(), mark.at.start, mark.kind));
    marks
}

/// A text as paragraphs, its mentions marked, with an anchor `c3` where claim 3 begins. Claims are given as number and byte.
pub(super) fn marked(m: &mut Markup, text: &str, mentions: &Mentions, claims: &[(usize, usize)]) {
    let marks = marks(mentions);
    let mut owner: Vec<Option<usize>> = vec![None; text.len()];
    for (number, mark) in marks.iter().enumerate() {
        let Some(free) = owner.get_mut(mark.at.clone()) else { continue };
        if free.iter().all(Option::is_none) {
            free.fill(Some(number));
        }
    }
    let mut quoted = vec![false; text.len()];
    for quotation in &mentions.quotations {
        if let Some(words) = quoted.get_mut(quotation.characters.clone()) {
            words.fill(true);
        }
    }
    let mut begins: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(number, start) in claims {
        begins.entry(start).or_default().push(number);
    }
    let mut from = 0;
    for paragraph in text.split("\n\n") {
        let end = from + paragraph.len();
        m.element("p", &[], |m| {
            let mut at = from;
            while at < end {
                for number in begins.get(&at).into_iter().flatten() {
                    m.element("a", &[("id", &format_args!("c{number}")), ("class", &"place")], |_| ());
                }
                let same =
                    |next: usize| owner[next] == owner[at] && quoted[next] == quoted[at] && !begins.contains_key(&next);
                let mut to = at + 1;
                while to < end && (!text.is_char_boundary(to) || same(to)) {
                    to += 1;
                }
                let run = text.get(at..to).unwrap_or_default();
                let class = if quoted[at] { "said" } else { "" };
                match owner[at].and_then(|number| marks.get(number)) {
                    Some(mark) => {
                        let about = format!("{}: {}", mark.kind.name(), mark.about);
                        let class = format!("{} {class}", mark.kind.class());
                        m.element("mark", &[("class", &class.trim_end()), ("title", &about)], |m| lines(m, run));
                    }
                    None if class.is_empty() => lines(m, run),
                    None => m.element("span", &[("class", &class)], |m| lines(m, run)),
                }
                at = to;
            }
        });
        from = end + 2;
    }
}

fn lines(m: &mut Markup, run: &str) {
    for (number, line) in run.split('\n').enumerate() {
        if number > 0 {
            m.tag("br", &[]);
        }
        m.say(line);
    }
}
