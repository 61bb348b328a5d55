//! To the register: which deaths documents speak of, and what accepting them would put on record.
//!
//! Nothing here changes a register. What documents say is offered as statements with their source and the day from which it was known;
//! somebody accepts them, or does not.

mod background;
mod contacts;
mod named;
mod propose;
mod types;
mod weigh;

pub use contacts::with_contact;
pub use types::{Attachment, Attachments, Evidence, NamedIn, Proposal, SharedPerson};

use crate::across::Reading;
use background::Background;
use colligate_register::{DeathId, Register};
use std::collections::BTreeMap;

/// How far an attachment must outweigh the number of deaths it was chosen from, log10: at 0 "the same" and "another" are even where the
/// death is known to be in the register.
const MARGIN: f64 = 0.5;
/// Deaths kept for one person of a document.
const MOST: usize = 3;

/// Puts the documents of a reading beside the deaths of a register.
///
/// ```
/// use colligate_documents::{Document, Options, Origin, attach, read_all};
/// use colligate_register::{Age, Day, Death, Register, Span};
/// let mut register = Register::default();
/// for at in 0..200 {
///     let mut death = Death::new(&format!("D{at}"));
///     death.died = Day::from_ymd(2019, 1, 1).map(|day| Span::on(day + at));
///     death.age = Some(Age::exactly(20.0 + (at % 60) as f32));
///     register.deaths.push(death);
/// }
/// let text = "Ada Quill, 26, of Salford, was found dead on 7 May 2019, police said.";
/// let document = Document {
///     name: "report".into(),
///     title: None,
///     date: "2019-05-09".parse().ok(),
///     text: text.into(),
///     origin: Origin::whole(text.len()),
/// };
/// let attached = attach::attach(&read_all(vec![document], &Options::default()), &register);
/// assert_eq!(attached.attached[0].death.as_str(), "D126");
/// assert_eq!(attached.proposals[0].statement.field, colligate_register::Field::Place);
/// ```
pub fn attach(reading: &Reading, register: &Register) -> Attachments {
    attach_beside(reading, register, &BTreeMap::new())
}

/// Puts the documents of a reading beside the deaths of a register, some of which are known already to speak of these deaths: they are
/// held against nothing anew, and only count where people are named in documents of different deaths.
pub fn attach_beside(reading: &Reading, register: &Register, settled: &BTreeMap<usize, Vec<DeathId>>) -> Attachments {
    let background = Background::of(register);
    let enough = (register.deaths.len().max(1) as f64).log10() + MARGIN;
    let mut attached: Vec<Attachment> = Vec::new();
    let open = reading.documents.iter().enumerate().filter(|(document, _)| !settled.contains_key(document));
    for (document, one) in open {
        for &person in &one.mentions.about.dead {
            let described = weigh::Described::of(reading, document, person);
            let mut found: Vec<Attachment> = background
                .candidates(&described)
                .into_iter()
                .filter_map(|death| weigh::weigh(&described, death, &background))
                .filter(|attachment| attachment.weight >= enough)
                .collect();
            found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.death.cmp(&b.death)));
            found.truncate(MOST);
            attached.extend(found);
        }
    }
    attached.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then((a.document, a.person).cmp(&(b.document, b.person)))
            .then_with(|| a.death.cmp(&b.death))
    });
    let mut proposals = propose::proposals(reading, register, &attached);
    let mut spoken = settled.clone();
    for attachment in attached.iter().filter(|one| propose::is_clear(one, &attached)) {
        spoken.entry(attachment.document).or_default().push(attachment.death.clone());
    }
    for deaths in spoken.values_mut() {
        deaths.sort_unstable();
        deaths.dedup();
    }
    let contacts = contacts::shared(reading, &spoken);
    proposals.extend(propose::contacts(reading, register, &contacts, &attached));
    propose::sort(&mut proposals);
    Attachments { attached, proposals, contacts }
}
