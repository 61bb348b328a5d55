//! Alerts and decisions in words: how strong a series was, how strong it is, and what came on record in between.

use crate::alerts::{Alert, Change, Grew, Since};
use crate::reviews::DecidedOn;
use crate::since::NewValue;
use colligate_register::wording::{self, counted, figure, listed, plural, weight};
use colligate_register::{Day, Field};

/// E-values below this are said in words.
const SMALL: f64 = 1e-4;

/// An E-value as it is read out: `1.1`, `2.6 in a million`.
pub fn e_in_words(value: f64) -> String {
    match value {
        v if !v.is_finite() || v <= 0.0 || v >= SMALL => figure(v),
        v if v >= 1e-7 => format!("{} in a million", figure(v * 1e6)),
        v if v >= 1e-10 => format!("{} in a billion", figure(v * 1e9)),
        v => figure(v),
    }
}

/// The day of a moment, as a person reads it.
pub fn day_of(at: &str) -> String {
    let day = at.get(..10).unwrap_or(at);
    day.parse::<Day>().map_or_else(|_| day.to_owned(), wording::day)
}

impl Alert {
    /// What changed since these deaths were last alerted or decided on, in a sentence: `E from 1.1 to 2.6 in a million since it was
    /// rejected on 19 Sep 2014: …`; none where they were not.
    pub fn what_changed(&self) -> Option<String> {
        self.change.as_ref().map(|change| changed(change, self))
    }
}

impl DecidedOn {
    /// What there is now that there was not when it was decided, in sentences; none where it was made on what there is.
    pub fn what_is_newer(&self) -> Option<String> {
        self.is_on_older_evidence().then(|| newer(self))
    }
}

fn changed(change: &Change, alert: &Alert) -> String {
    let since = match &change.since {
        Since::Alert => format!("since the alert of {}", day_of(&change.at)),
        Since::Decision { value, .. } => format!("since {} on {}", decided(value), day_of(&change.at)),
        Since::Found => format!("since it was first found by itself on {}", day_of(&change.at)),
    };
    let mut why: Vec<String> = Vec::new();
    if !change.grew.is_empty() {
        why.push(listed(&change.grew.iter().map(|grew| grown(grew, &change.roles)).collect::<Vec<_>>()));
    }
    if !alert.joined.is_empty() {
        why.push(format!("{} joined", listed(&alert.joined)));
    }
    if !change.left.is_empty() {
        why.push(format!("{} {} no longer in it", listed(&change.left), wording::are(change.left.len())));
    }
    if !change.on_record.is_empty() {
        why.push(format!("on record since: {}", values(&change.on_record)));
    }
    if why.is_empty() {
        why.push("nothing new is on record of these deaths, so what changed is the register around them".to_owned());
    }
    format!("E from {} to {} {since}: {}.", e_in_words(change.e_value), e_in_words(alert.e_value), why.join("; "))
}

/// `it was rejected`, `more was asked for`.
fn decided(value: &str) -> String {
    match value {
        "more is asked for" => "more was asked for".to_owned(),
        other => format!("it was {other}"),
    }
}

/// A kind of evidence that weighs more than before: `same finder (0.0 to +5.7)`.
fn grown(grew: &Grew, roles: &[String]) -> String {
    let what = match grew.evidence.as_str() {
        "contacts" if roles.is_empty() => "contacts in common".to_owned(),
        "contacts" => format!("same {}", listed(roles)),
        "scene" => "a like scene".to_owned(),
        "findings" => "like substances or cause".to_owned(),
        "place" => "nearer places".to_owned(),
        "time" => "nearer days".to_owned(),
        "age" => "nearer ages".to_owned(),
        "kind" => "same kind of death".to_owned(),
        "place_kind" => "same kind of place".to_owned(),
        other => format!("same {other}"),
    };
    format!("{what} ({} to {})", weight(grew.before), weight(grew.now))
}

/// Values shown, at most; the others are counted.
const VALUES: usize = 8;

/// Values that came on record, by field: `contacts of A and B (20 Sep 2014); place of A (2 Oct 2014)`.
fn values(values: &[NewValue]) -> String {
    let mut by_field: Vec<(Field, &str, Vec<&str>)> = Vec::new();
    for value in values {
        match by_field.iter_mut().find(|(field, day, _)| *field == value.field && *day == value.day) {
            Some((.., deaths)) => deaths.push(&value.death),
            None => by_field.push((value.field, &value.day, vec![&value.death])),
        }
    }
    let more = by_field.len().saturating_sub(VALUES);
    let told = by_field.iter().take(VALUES);
    let mut told: Vec<String> = told
        .map(|(field, day, deaths)| format!("{} of {} ({})", field.in_words(), listed(deaths), day_of(day)))
        .collect();
    if more > 0 {
        told.push(format!("and {} {}", more, plural(more, "other", "others")));
    }
    told.join("; ")
}

fn newer(review: &DecidedOn) -> String {
    let mut text = "Made on older evidence".to_owned();
    if let Some((then, now)) = review.e_then.zip(review.e_now) {
        text.push_str(&format!(": E was {} then and is {} now", e_in_words(then), e_in_words(now)));
    }
    text.push_str(". ");
    match review.since.len() {
        0 => text.push_str("Nothing came on record of these deaths since: what changed is the register around them."),
        1.. => text.push_str(&format!(
            "{} on record since: {}.",
            counted(review.since.len(), "value", "values"),
            values(&review.since)
        )),
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn alert(change: Change, joined: &[&str]) -> Alert {
        Alert {
            number: 2,
            series: "s".into(),
            members: vec!["A".into(), "B".into()],
            at: "2014-09-20T12:00:00.000000Z".into(),
            e_value: 2.6e-6,
            e_now: Some(2.6e-6),
            level: 1.0,
            import: 0,
            joined: joined.iter().map(|id| (*id).to_owned()).collect(),
            first_look: false,
            change: Some(change),
        }
    }

    #[test]
    fn an_e_value_is_read_out_as_so_many_in_a_million() {
        let read = [1.1, 0.04, 0.00042, 2.6e-6, 9.96e-7, 3e-9, 1e-12, 0.0].map(e_in_words);
        assert_eq!(
            read,
            ["1.1", "0.04", "0.00042", "2.6 in a million", "1 in a million", "3 in a billion", "1 × 10⁻¹²", "0"]
        );
    }

    #[test]
    fn what_changed_reads_as_a_sentence() {
        let value = |death: &str, field: Field| NewValue { death: death.into(), field, day: "2014-09-20".into() };
        let json = serde_json::json!({
            "since": { "what": "decision", "id": "d", "value": "rejected" }, "at": "2014-09-19T10:00:00Z", "series": "s",
            "e_value": 1.1, "through": 3, "grew": [{ "evidence": "contacts", "before": 0.0, "now": 5.7 }],
        });
        let mut change: Change = serde_json::from_value(json).unwrap();
        assert_eq!(
            alert(change.clone(), &[]).what_changed().unwrap(),
            "E from 1.1 to 2.6 in a million since it was rejected on 19 Sep 2014: contacts in common (0.0 to +5.7)."
        );
        change.roles = vec!["finder".into()];
        assert!(alert(change.clone(), &[]).what_changed().unwrap().ends_with(": same finder (0.0 to +5.7)."));
        change.grew.clear();
        change.since = Since::Alert;
        change.on_record = vec![value("A", Field::Contacts), value("B", Field::Contacts), value("A", Field::PlaceKind)];
        assert_eq!(
            alert(change.clone(), &["B"]).what_changed().unwrap(),
            "E from 1.1 to 2.6 in a million since the alert of 19 Sep 2014: B joined; on record since: contacts of A and B \
             (20 Sep 2014); kind of place of A (20 Sep 2014)."
        );
    }
}
