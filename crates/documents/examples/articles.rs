//! How well news reports about shootings are read: names and ages of the killed, city and date, against an archive of incidents.
//!
//!     cargo run --release --example articles -- FOLDER [--show names|ages|city|date] [--json]
//!
//! FOLDER holds `articles.jsonl.gz` and `incidents.jsonl.gz`. The incidents are parted in two halves by a hash of their identifier: the
//! grammar was written on the first and is reported on both. A value counts only where the article gives it.

#[path = "articles/score.rs"]
mod score;
#[path = "articles/truth.rs"]
mod truth;

use colligate_documents::across::Reading;
use colligate_documents::{Document, Options, read_all};
use score::Table;
use std::time::Instant;
use truth::{Article, Incident};

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

    let mut table = Table::default();
    for (article, mentions) in articles.iter().zip(&mentions) {
        let Some(incident) = incidents.get(&article.incident) else { continue };
        table.add(article, incident, mentions, show.as_deref());
    }
    if let Some(id) = arguments.iter().position(|word| word == "--article").and_then(|at| arguments.get(at + 1)) {
        for (article, mentions) in
            articles.iter().zip(&mentions).filter(|(article, _)| article.id.starts_with(id.as_str()))
        {
            println!("{}\n{}\n{}", article.title.as_deref().unwrap_or_default(), article.dct, article.content);
            println!("{}", serde_json::to_string_pretty(&(&mentions.people, &mentions.about, &mentions.places))?);
        }
        return Ok(());
    }
    let groups = grouping(&articles, &reading, &incidents);
    if arguments.iter().any(|word| word == "--json") {
        println!("{}", serde_json::to_string_pretty(&table.json(&groups, alone, whole, bytes))?);
        return Ok(());
    }
    println!("{}", table.text());
    for (half, tally) in groups.iter().enumerate() {
        println!("grouping, half {}: B-cubed {tally}", half + 1);
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

/// B-cubed precision and recall (Bagga and Baldwin 1998) of the grouping, for the articles of each half.
fn grouping(
    articles: &[Article],
    reading: &Reading,
    incidents: &std::collections::BTreeMap<String, Incident>,
) -> Vec<score::Cubed> {
    let mut event = vec![0; articles.len()];
    for (number, group) in reading.events.iter().enumerate() {
        for &document in &group.documents {
            event[document] = number;
        }
    }
    let mut halves = vec![score::Cubed::default(), score::Cubed::default()];
    for (at, article) in articles.iter().enumerate() {
        let half = incidents.get(&article.incident).map_or(0, Incident::half);
        let same = |other: &&usize| event[**other] == event[at];
        let true_same = |other: &&usize| articles[**other].incident == article.incident;
        let all: Vec<usize> = (0..articles.len()).collect();
        let both = all.iter().filter(same).filter(true_same).count();
        let (found, truth) = (all.iter().filter(same).count(), all.iter().filter(true_same).count());
        halves[half].add(both as f64 / found as f64, both as f64 / truth as f64);
    }
    halves
}
