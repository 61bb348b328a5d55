//! The deaths nearest to one death, for the terminal.

use super::sheet::{Look, Sheet, left, right};
use super::{reasons, wrap::fit};
use crate::facts;
use crate::words;
use colligate_linkage::result::{Link, Member};

/// How many of the nearest get their reasons told.
const EXPLAINED: usize = 3;

/// A death and the deaths that resemble it most.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// The death that was asked about.
    pub death: Member,
    /// The others with what links them to it, strongest first.
    pub ranked: Vec<(Member, Link)>,
}

/// The deaths nearest to one, ranked, with the reasons for the first few. No line is wider than `width` columns (but
/// at least 24); colours only where `colour` is true.
pub fn nearest(nearest: &Nearest, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    sheet.say(&format!("Nearest to {}", nearest.death.id), Look::Strong);
    sheet.say(&facts::member_line(&nearest.death), Look::Plain);
    sheet.blank();
    if nearest.ranked.is_empty() {
        sheet.say("No other death on record resembles it more than chance allows. That closes no case.", Look::Plain);
        return sheet.finish();
    }
    let head = [right("#"), right("weight"), left("case"), right("died"), left("linked by")];
    let rows: Vec<Vec<String>> = nearest
        .ranked
        .iter()
        .enumerate()
        .map(|(at, (member, link))| {
            vec![
                (at + 1).to_string(),
                words::weight(link.weight),
                member.id.to_string(),
                words::died(member),
                words::row(&facts::holding(&link.evidence, 4)),
            ]
        })
        .collect();
    sheet.plain_table(&head, &rows);
    for (at, (member, link)) in nearest.ranked.iter().take(EXPLAINED).enumerate() {
        sheet.blank();
        sheet.labelled(&format!("{}  ", fit(&(at + 1).to_string(), 1, true)), &member.id.to_string(), Look::Strong);
        sheet.labelled("   ", &facts::member_line(member), Look::Plain);
        sheet.labelled("   ", &words::capital(&words::sentence(&words::odds(link.weight))), Look::Plain);
        reasons(&mut sheet, &link.evidence);
    }
    sheet.blank();
    sheet.say(
        "Some death is always the nearest. How surprising that is, only the E-value of a series tells.",
        Look::Faint,
    );
    sheet.finish()
}
