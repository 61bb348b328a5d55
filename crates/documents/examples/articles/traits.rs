//! What the fitted models weigh, with what is true, for the parts opened for fitting: one line of JSON for each article.

use crate::score::{ends, given_name, name_words, same_person};
use crate::truth::{Article, Incident, Part, plain};
use colligate_documents::mentions;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

pub fn write(
    path: &str,
    articles: &[Article],
    incidents: &BTreeMap<String, Incident>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for article in articles {
        let Some(incident) =
            incidents.get(&article.incident).filter(|incident| Part::FITTED.contains(&incident.part()))
        else {
            continue;
        };
        let document = article.document();
        let found = mentions::find(&document);
        let traits = mentions::traits(&document);
        let killed = incident.killed();
        let named: Vec<_> = killed.iter().filter_map(|person| ends(person.name.as_deref()?)).collect();
        let words: Vec<_> = killed.iter().filter_map(|person| name_words(person.name.as_deref()?)).collect();
        let text = format!(" {} {} ", plain(article.title.as_deref().unwrap_or_default()), plain(&article.content));
        let given = named.iter().filter(|name| given_name(&text, name)).count();
        let people: Vec<_> = found
            .people
            .iter()
            .zip(&traits.people)
            .map(|(person, traits)| {
                let own = person.name.as_deref().and_then(name_words);
                let dead = own.as_ref().map(|own| words.iter().any(|name| same_person(name, own)));
                let age = person.age.map(|age| age.floor() as u32);
                let aged = age.map(|age| killed.iter().any(|person| person.age == Some(age)));
                json!({ "name": person.name, "dead": dead, "age": age, "dead_age": aged, "traits": traits })
            })
            .collect();
        let cities = incident.cities();
        let towns: Vec<_> = traits
            .towns
            .iter()
            .map(|(name, traits)| {
                let name = plain(name);
                let right = cities.iter().any(|city| *city == name || name == format!("{city} county"));
                json!({ "name": name, "right": right, "traits": traits })
            })
            .collect();
        let line = json!({
            "id": article.id, "incident": article.incident, "given": given, "killed": killed.len(),
            "people": people, "towns": towns,
        });
        writeln!(file, "{line}")?;
    }
    Ok(())
}
