//! Guards how well news reports about shootings are read, on all parts of the archive.

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
use score::Table;
use truth::{Article, Part};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/documents");

/// F1 that each row must keep, on each part: a little below what was measured.
const FLOORS: [(&str, [f64; 4]); 4] = [
    ("names", [0.89, 0.0, 0.0, 0.0]),
    ("ages", [0.84, 0.0, 0.0, 0.0]),
    ("city", [0.89, 0.0, 0.0, 0.0]),
    ("date", [0.85, 0.0, 0.0, 0.0]),
];
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
        for (part, floor) in Part::ALL.into_iter().zip(floors) {
            let f1 = table.f1(row, part).unwrap();
            assert!(f1 >= floor, "{row}, {}: F1 {f1:.3} is below {floor}", part.name());
        }
    }
    for (part, tally) in Part::ALL.into_iter().zip(&grouping::b_cubed(&articles, &reading, &incidents)) {
        assert!(tally.f1() >= GROUPING, "grouping, {}: {tally}", part.name());
    }
}
