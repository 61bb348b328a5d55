//! How well news reports about shootings are read: names and ages of the killed, city and date, against an archive of incidents.
//!
//!     cargo run --release --example articles -- FOLDER [--held-out] [--show names|ages|city|date] [--json] [--fit] [--traits FILE]
//!
//! FOLDER holds `articles.jsonl.gz` and `incidents.jsonl.gz`. The incidents are parted by a hash of their identifier: on the first half
//! the grammar was written; of the second an eighth, A, was opened for development later, and another, B, once it had told how far what
//! was mended on A carries over; of the last quarter no single article is ever looked at. `Part` has which parts `--show` may print
//! errors of and which `--fit` fits weights on; `--held-out` reports on the last quarter too. The standard errors behind the figures are by
//! incident.
//!
//! # What counts
//!
//! A value counts only where the article gives it. For names and ages that is: the article holds some word of dying (one written while
//! the victim lived cannot tell of a death), and holds the full name as the archive spells it, or the age written as an age ("24-year-old",
//! ", 24,", "aged 24"; not any 24). Articles that give none of the archive's values are in the rows "all articles".
//!
//! A read name is right where the archive has that person as killed, in this or another of its incidents, under that name or another
//! form of it: family names alike and a given name in common, a letter or two or its short form aside ("Mike", "Michael"). Whoever else
//! died, as the archive does not know, counts as wrong. A read age is right where it is that of one of the incident's killed, each once.
//! A city is right by its name, with or without "County"; a date on the day.
//!
//! The rows "by the rule of before" count every article, every number above 12 as an age, first and last word of a name alone, and only
//! this incident's killed.

#[path = "articles/fit.rs"]
mod fit;
#[path = "articles/grouping.rs"]
mod grouping;
#[allow(dead_code, reason = "the test that guards the figures uses the rest")]
#[path = "articles/score.rs"]
mod score;
#[path = "articles/traits.rs"]
mod traits;
#[path = "articles/truth.rs"]
mod truth;

use colligate_documents::{Document, Options, read_all};
use score::Table;
use std::time::Instant;
use truth::{Article, Part};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("give the folder of articles.jsonl.gz and incidents.jsonl.gz")?;
    let show = arguments.iter().position(|word| word == "--show").and_then(|at| arguments.get(at + 1)).cloned();
    let incidents = truth::incidents(&format!("{folder}/incidents.jsonl.gz"))?;
    let articles = truth::articles(&format!("{folder}/articles.jsonl.gz"))?;
    let documents: Vec<Document> = articles.iter().map(Article::document).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();

    let started = Instant::now();
    let mentions: Vec<_> = documents.iter().map(colligate_documents::mentions::find).collect();
    let alone = started.elapsed();
    let started = Instant::now();
    let reading = read_all(documents, &Options::default());
    let whole = started.elapsed();

    let mut table = Table::new(incidents.values());
    for (article, mentions) in articles.iter().zip(&mentions) {
        let Some(incident) = incidents.get(&article.incident) else { continue };
        table.add(article, incident, mentions, show.as_deref());
    }
    if arguments.iter().any(|word| word == "--fit") {
        print!("{}", fit::fit(&articles, &incidents));
        return Ok(());
    }
    if let Some(path) = arguments.iter().position(|word| word == "--traits").and_then(|at| arguments.get(at + 1)) {
        return traits::write(path, &articles, &incidents);
    }
    if let Some(id) = arguments.iter().position(|word| word == "--article").and_then(|at| arguments.get(at + 1)) {
        let seen = |article: &Article| {
            incidents.get(&article.incident).is_some_and(|incident| Part::SEEN.contains(&incident.part()))
        };
        for (article, mentions) in
            articles.iter().zip(&mentions).filter(|(article, _)| article.id.starts_with(id.as_str()) && seen(article))
        {
            println!("{}\n{}\n{}", article.title.as_deref().unwrap_or_default(), article.dct, article.content);
            println!("{}", serde_json::to_string_pretty(&(&mentions.people, &mentions.about, &mentions.places))?);
        }
        return Ok(());
    }
    let groups = grouping::b_cubed(&articles, &reading, &incidents);
    if arguments.iter().any(|word| word == "--json") {
        println!("{}", serde_json::to_string_pretty(&table.json(&groups, alone, whole, bytes))?);
        return Ok(());
    }
    let parts = if arguments.iter().any(|word| word == "--held-out") { &Part::ALL[..] } else { &Part::ALL[..3] };
    println!("{}", table.text(parts));
    for (part, tally) in parts.iter().zip(&groups) {
        println!("grouping, {}: B-cubed {tally}", part.name());
    }
    println!(
        "{} articles, {} kB: mentions on one thread in {:.2} s ({:.2} ms each); everything in {:.2} s",
        articles.len(),
        bytes / 1000,
        alone.as_secs_f64(),
        alone.as_secs_f64() * 1e3 / articles.len() as f64,
        whole.as_secs_f64()
    );
    Ok(())
}
