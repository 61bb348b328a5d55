//! Guards how well news reports about shootings are read, on both halves of the archive.

#[allow(dead_code, reason = "shared with the example, which uses all of it")]
#[path = "../examples/articles/grouping.rs"]
mod grouping;
#[allow(dead_code, reason = "shared with the example, which uses all of it")]
#[path = "../examples/articles/score.rs"]
mod score;
#[allow(dead_code, reason = "shared with the example, which uses all of it")]
#[path = "../examples/articles/truth.rs"]
mod truth;

use colligate_documents::{Options, read_all};
use score::{Cubed, Table};
use truth::{Article, Part};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/documents");

/// The half that the grammar was first written on, and the other.
const HALVES: [&[Part]; 2] = [&[Part::Development], &[Part::OpenedA, Part::OpenedB, Part::HeldOut]];
/// F1 that each row must keep, on either half: a little below what was measured.
const FLOORS: [(&str, [f64; 2]); 4] =
    [("names", [0.89, 0.80]), ("ages", [0.84, 0.81]), ("city", [0.89, 0.825]), ("date", [0.85, 0.87])];
/// B-cubed F1 of the grouping that must be kept.
const GROUPING: f64 = 0.89;

#[test]
fn news_reports_are_read_as_well_as_they_were() {
    let Ok(incidents) = truth::incidents(&format!("{FOLDER}/incidents.jsonl.gz")) else {
        println!("skipped: no articles in {FOLDER}");
        return;
    };
    let articles = truth::articles(&format!("{FOLDER}/articles.jsonl.gz")).unwrap();
    let reading = read_all(articles.iter().map(Article::document).collect(), &Options::default());
    let mut table = Table::new(incidents.values());
    for (article, read) in articles.iter().zip(&reading.documents) {
        table.add(article, &incidents[&article.incident], &read.mentions, None);
    }
    for (row, floors) in FLOORS {
        for (half, (parts, floor)) in HALVES.into_iter().zip(floors).enumerate() {
            let f1 = table.f1(row, parts).unwrap();
            assert!(f1 >= floor, "{row}, half {}: F1 {f1:.3} is below {floor}", half + 1);
        }
    }
    let groups = grouping::b_cubed(&articles, &reading, &incidents);
    for (half, parts) in HALVES.into_iter().enumerate() {
        let tally = Cubed::sum(parts.iter().filter_map(|part| groups.get(*part as usize)));
        assert!(tally.f1() >= GROUPING, "grouping, half {}: {tally}", half + 1);
    }
}
