//! The deaths that were asked for, each with its strongest links, for the terminal.

use super::sheet::{Look, Sheet, left, right};
use crate::{facts, words};
use colligate_linkage::result::{LinkResult, Review, Reviewed};

/// Deaths told of; the report tells more.
const TOLD: usize = 60;

/// A row a death: its series, and each of its links by weight and the other death.
pub fn reviewed(sheet: &mut Sheet, result: &LinkResult, review: &Review) {
    let among = result.run.among.as_deref().unwrap_or_default();
    sheet.say(&format!("Each death among “{among}”"), Look::Strong);
    sheet.say(&facts::reviewed(review), Look::Plain);
    if review.deaths.is_empty() {
        return;
    }
    sheet.blank();
    let head = [left("case"), left("died"), right("series"), left("strongest links")];
    let rows: Vec<Vec<String>> = review.deaths.iter().take(TOLD).map(|death| row(result, death)).collect();
    sheet.plain_table(&head, &rows);
    if review.deaths.len() > TOLD {
        let left = (review.deaths.len() - TOLD) as u64;
        sheet.say(&format!("{} stand in the report.", words::counted(left, "more death", "more deaths")), Look::Faint);
    }
    if review.linked < review.matching {
        sheet.say(&facts::without_link(&result.run), Look::Faint);
    }
}

fn row(result: &LinkResult, reviewed: &Reviewed) -> Vec<String> {
    let rank =
        result.series.iter().find(|series| reviewed.series.as_ref() == Some(&series.id)).map(|series| series.rank);
    let link = |link| facts::weight_to(reviewed, link);
    let links: Vec<String> = reviewed.links.iter().map(link).collect();
    vec![
        reviewed.death.id.to_string(),
        words::died(&reviewed.death),
        rank.map_or_else(|| words::NOTHING.to_owned(), |rank| rank.to_string()),
        if links.is_empty() { "no link".to_owned() } else { links.join(", ") },
    ]
}
