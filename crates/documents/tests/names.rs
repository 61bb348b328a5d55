//! Reading with a model of names: it adds what lists and grammar missed, and takes nothing away.
#![allow(clippy::unwrap_used, reason = "all of it is tests")]

use colligate_documents::names::{NameKind, NameModel};
use colligate_documents::{Document, Options, Origin, read_all, read_all_with};

/// Trained on made-up sentences by `names/train.py`.
const MODEL: &[u8] = include_bytes!("names/model.crfsuite");

const TEXT: &str = "Ada Quill, 31, of Salford, was found dead on Tuesday, police said.\n\n\
    It was caddoc mear who rang Hollin Sailing Club at midnight. Caddoc Mear gave statements.\n\n\
    Neighbours said Ada Quill had moved from Tidewick to Overmoor. Nothing was found on 29 July 2018.";

fn document() -> Document {
    Document {
        name: "report".into(),
        title: None,
        date: "2019-05-09".parse().ok(),
        text: TEXT.into(),
        origin: Origin::whole(TEXT.len()),
    }
}

#[test]
fn a_model_adds_names_and_takes_none_away() {
    let model = NameModel::from_bytes("model", MODEL).unwrap();
    let plain = read_all(vec![document()], &Options::default());
    let with = read_all_with(vec![document()], &Options::default(), Some(&model));
    let (before, after) = (&plain.documents[0], &with.documents[0]);
    assert!(before.by_model.is_empty());
    let places = |mentions: &colligate_documents::mentions::Mentions| -> Vec<String> {
        mentions.places.iter().map(|place| place.name.clone()).collect()
    };
    // People keep their positions, which claims and attachments go by, and their mentions.
    for (at, person) in before.mentions.people.iter().enumerate() {
        let now = &after.mentions.people[at];
        assert_eq!((&now.name, now.age, &now.roles), (&person.name, person.age, &person.roles));
        assert!(person.mentions.iter().all(|range| now.mentions.contains(range)));
    }
    assert!(places(&before.mentions).iter().all(|place| places(&after.mentions).contains(place)));
    assert_eq!(plain.claims, with.claims);
    // What was added is in the mentions, and listed with its kind.
    let added: Vec<(&str, NameKind)> =
        after.by_model.iter().map(|name| (&TEXT[name.characters.clone()], name.kind)).collect();
    assert!(
        added.contains(&("Caddoc Mear", NameKind::Person)) && added.contains(&("Overmoor", NameKind::Place)),
        "{added:?}"
    );
    assert!(!added.iter().any(|(name, _)| ["Ada Quill", "Salford", "July 2018"].contains(name)), "{added:?}");
    for name in &after.by_model {
        let here = |ranges: &[std::ops::Range<usize>]| ranges.contains(&name.characters);
        assert!(match name.kind {
            NameKind::Person => after.mentions.people.iter().any(|person| here(&person.mentions)),
            NameKind::Place => after.mentions.places.iter().any(|place| place.characters == name.characters),
            NameKind::Organisation => after.mentions.organisations.iter().any(|one| here(&one.mentions)),
        });
    }
    assert!(after.mentions.places.is_sorted_by_key(|place| place.characters.start));
    assert_eq!(with, read_all_with(vec![document()], &Options::default(), Some(&model)), "the same again");
}
