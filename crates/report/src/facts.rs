//! What is read off a result before it is shown, the same for every form in which it is shown.

use crate::words;
use colligate_linkage::result::{
    EvidenceWeight, KeptApart, Link, LinkResult, Lost, Member, RegisterSummary, Review, Reviewed, RunSummary, Series,
};
use colligate_register::DeathId;

/// Share of the positive weight from which an evidence is named among those that hold a series together.
const NAMED_FROM: f64 = 0.1;

/// True where the E-value of a series is at or below the alert level.
pub fn is_alert(result: &LinkResult, series: &Series) -> bool {
    series.e_value.value <= result.run.alert
}

/// What holds deaths together: the evidence with a tenth of the positive weight or more, most first, at most `most`.
pub fn holding(evidence: &[EvidenceWeight], most: usize) -> Vec<&str> {
    let whole: f64 = evidence.iter().map(|each| each.weight.max(0.0)).sum();
    strongest_first(evidence)
        .into_iter()
        .filter(|each| each.weight > 0.0 && each.weight >= NAMED_FROM * whole)
        .take(most)
        .map(|each| each.evidence.as_str())
        .collect()
}

/// Evidence by weight, the greatest first; equal weights keep their order.
pub fn strongest_first(evidence: &[EvidenceWeight]) -> Vec<&EvidenceWeight> {
    let mut sorted: Vec<&EvidenceWeight> = evidence.iter().collect();
    sorted.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    sorted
}

/// What a kind of evidence says, its name before the sentence unless the sentence begins with it: `Time: 23 days apart.`,
/// but `Kind of place: both churchyard.`
pub fn reason(each: &EvidenceWeight) -> String {
    let sentence = words::sentence(&each.sentence);
    let name = each.evidence.split('_').next().unwrap_or_default();
    let named = sentence.split(' ').take(3).any(|word| word.starts_with(name));
    if named { words::capital(&sentence) } else { format!("{}: {sentence}", words::capital(&each.evidence)) }
}

/// The number, from 1, under which a member of a series is shown.
pub fn number_of(series: &Series, id: &DeathId) -> Option<usize> {
    series.members.iter().position(|member| member.id == *id).map(|at| at + 1)
}

/// The time between the first and the last death, in words.
pub fn time_of(series: &Series) -> String {
    match (series.from, series.to) {
        (Some(from), Some(to)) => words::span(to - from),
        _ => words::NOTHING.to_owned(),
    }
}

/// The greatest distance between two members, in words.
pub fn extent_of(series: &Series) -> String {
    series.extent_m.map_or_else(|| words::NOTHING.to_owned(), words::distance)
}

/// A member in one line: `28 Aug 2022 · male, 22 · drug-related · St Alban's churchyard`.
pub fn member_line(member: &Member) -> String {
    let person: Vec<&str> = [member.sex.as_deref(), member.age.as_deref()].into_iter().flatten().collect();
    let died = member.dates().map(|dates| if dates.is_day() { words::dates(dates) } else { dates.words() });
    let mut parts = vec![died.unwrap_or_else(|| "no date on record".to_owned())];
    if !person.is_empty() {
        parts.push(person.join(", "));
    }
    parts.push(member.kind.clone());
    match (&member.place, &member.place_kind) {
        (Some(place), _) => parts.push(place.clone()),
        (None, Some(kind)) => parts.push(kind.clone()),
        (None, None) => parts.push("no place on record".to_owned()),
    }
    parts.join(" · ")
}

/// How the counts of the register add up, as a sentence; where they do not, that is said.
pub fn counts(register: &RegisterSummary) -> String {
    let RegisterSummary { rows, used, partly_used, rejected, .. } = *register;
    let parts = format!(
        "{}: {} used in full, {} in part, {} rejected",
        words::counted(rows, "row read", "rows read"),
        words::thousands(used),
        words::thousands(partly_used),
        words::thousands(rejected)
    );
    let sum = used.saturating_add(partly_used).saturating_add(rejected);
    if sum == rows {
        format!("{parts}.")
    } else {
        format!("{parts}. These do not add up: {} rows are accounted for.", words::thousands(sum))
    }
}

/// When a series could have been seen, in sentences; what was not asked is said too.
pub fn visible(result: &LinkResult, series: &Series) -> String {
    let alerts = is_alert(result, series);
    let Some(visibility) = &series.visibility else {
        return match alerts || result.run.draws == 0 {
            true => "From when it could have been seen was not asked; `colligate replay` asks it of every series.",
            false => "Its E-value is above the alert level; whether it ever was at or below was not asked.",
        }
        .to_owned();
    };
    let Some(day) = visibility.visible else {
        return match alerts {
            true => "In the end its E-value is at or below the alert level; from when on is not known.",
            false => "On none of the days looked at was its E-value at or below the alert level.",
        }
        .to_owned();
    };
    let then = visibility.members_then.len() as u64;
    let then = words::thousands(then);
    let after = match visibility.deaths_after.len() as u64 {
        0 => "no death came after".to_owned(),
        count => format!("{} came after that day", words::thousands(count)),
    };
    format!("Visible from {}: {then} of its deaths stood out together by then, {after}.", words::day(day))
}

/// The deaths of an incident that were compared one by one, as a series of their own: `Weight +5.2, E = 0.3, in series 3.`
pub fn kept_apart(result: &LinkResult, kept: &KeptApart) -> String {
    let rank = |id: &String| result.series.iter().find(|series| series.id == *id).map(|series| series.rank);
    let series = kept.series.as_ref().and_then(rank);
    let series = series.map_or_else(|| "in no series listed".to_owned(), |rank| format!("in series {rank}"));
    format!("Weight {}, E = {}, {series}.", words::weight(kept.weight), words::e_value(&kept.e_value))
}

/// What it means that a series was lost.
pub const LOST: &str = "These stood out at or below the alert level on some past day, from what was on record then, and are \
                        not among the series found in the end. What became known since speaks against them, or others \
                        like them became known; it is no proof that they are none.";

/// When a series that was lost could be seen, in a sentence.
pub fn seen(lost: &Lost) -> String {
    let seen = match lost.visible == lost.until {
        true => format!("on {}", words::day(lost.visible)),
        false => format!("from {} to {}", words::day(lost.visible), words::day(lost.until)),
    };
    format!("Seen {seen}, strongest on {} with E = {}.", words::day(lost.strongest), words::figure(lost.e_value))
}

/// What was found, in one or two sentences.
pub fn found(result: &LinkResult) -> String {
    if result.register.nothing_compared().is_some() {
        return "No pair of deaths was compared, so nothing can be concluded from this run.".to_owned();
    }
    if result.run.pairs_compared == 0 && result.series.is_empty() {
        return format!(
            "Nothing was compared: no two deaths with a place and a date lie within {} and {} of each other. That closes no case.",
            words::distance(result.run.max_km * 1000.0),
            words::counted(result.run.max_days.unsigned_abs(), "day", "days"),
        );
    }
    let (headline, alert) = (&result.summary.headline, words::figure(result.run.alert));
    match result.summary.standing_out {
        _ if result.series.is_empty() => format!(
            "{}. That closes no case: it says only that no deaths on record resemble each other more than chance allows, \
             as far as {} can tell.",
            if headline.is_empty() { "No series was found" } else { headline },
            words::counted(result.run.pairs_compared, "pair compared", "pairs compared")
        ),
        None => format!("{headline}."),
        Some(0) => format!(
            "{headline}. To stand out is an E-value of {alert} or less, the alert level. No alert closes no case."
        ),
        Some(_) => format!("{headline}. To stand out is an E-value of {alert} or less, the alert level."),
    }
}

/// How many of the deaths under review have a link, in a sentence or two.
pub fn reviewed(review: &Review) -> String {
    let without = review.matching.saturating_sub(review.linked);
    let told = review.deaths.len() as u64;
    let cut = match told < review.matching {
        true => format!(" The {} with the strongest links are told.", words::thousands(told)),
        false => String::new(),
    };
    format!(
        "{}: {} with a link, {} with none.{cut}",
        words::counted(review.matching, "death matches", "deaths match"),
        words::thousands(review.linked),
        words::thousands(without)
    )
}

/// What it means that a death under review has no link.
pub fn without_link(run: &RunSummary) -> String {
    format!(
        "No link: of the deaths within {} and {}, none resembles it by a weight of {} or more, as far as is on record. That \
         closes no case.",
        words::distance(run.max_km * 1000.0),
        words::counted(run.max_days.max(0) as u64, "day", "days"),
        words::figure(run.floor)
    )
}

/// The other death of a link.
pub fn other<'a>(reviewed: &'a Reviewed, link: &'a Link) -> &'a DeathId {
    let own = reviewed.compared_as.as_ref().unwrap_or(&reviewed.death.id);
    if link.a == *own { &link.b } else { &link.a }
}

/// A link of a death under review in short: `+8.3 BRK-4`.
pub fn weight_to(reviewed: &Reviewed, link: &Link) -> String {
    format!("{} {}", words::weight(link.weight), other(reviewed, link))
}

/// What was not looked at, one sentence each.
pub fn not_looked_at(result: &LinkResult) -> Vec<String> {
    let (register, run) = (&result.register, &result.run);
    let deaths = register.used.saturating_add(register.partly_used);
    let mut notes = vec![format!(
        "Deaths more than {} or {} apart were not compared.",
        words::distance(run.max_km * 1000.0),
        words::counted(run.max_days.max(0) as u64, "day", "days")
    )];
    let mut missing = |with: u64, what: &str| {
        if let Some(without @ 1..) = deaths.checked_sub(with) {
            notes.push(format!(
                "{} on record; by that they could not be compared.",
                words::counted(without, &format!("death has no {what}"), &format!("deaths have no {what}"))
            ));
        }
    };
    missing(register.with_point, "coordinates");
    missing(register.with_substances, "toxicology");
    if register.rejected > 0 {
        notes.push(format!(
            "{} left out of everything; the rejects file says why.",
            words::counted(register.rejected, "row was", "rows were")
        ));
    }
    if run.draws < run.draws_asked {
        notes.push(format!(
            "The null registers stopped at {} of {}, where the answer was clear.",
            words::thousands(u64::from(run.draws)),
            words::thousands(u64::from(run.draws_asked))
        ));
    }
    if let Some(among) = &run.among {
        notes.push(format!("Only series with a death among “{among}” are shown; all deaths were compared."));
    }
    if run.exploratory {
        notes.push("This run is exploratory: its settings were chosen after a look at the data, so its E-values are too small.".to_owned());
    }
    notes
}
