//! What the figures of a page are drawn from: JSON beside the table that says the same.

use crate::Layer;
use colligate_casefile::SeriesRecord;
use colligate_linkage::result::{Link, Member};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// JSON for a `<script type="application/json">`: no text in it can end the script.
pub(crate) fn embedded(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// A death in a few words.
pub(crate) fn label(member: &Member) -> String {
    let mut parts = vec![member.id.to_string()];
    let sex = member.sex.as_deref().map(|sex| match sex {
        "male" => "man",
        "female" => "woman",
        other => other,
    });
    parts.extend(match (sex, &member.age) {
        (Some(sex), Some(age)) => Some(format!("{sex} of {age}")),
        (Some(sex), None) => Some(sex.to_owned()),
        (None, Some(age)) => Some(age.clone()),
        (None, None) => None,
    });
    parts.join(", ")
}

pub(crate) fn href(member: &Member) -> String {
    death_href(member.id.as_str())
}

/// The path of a death: a case number can hold anything.
pub(crate) fn death_href(id: &str) -> String {
    format!("/deaths/{}", encoded(id))
}

/// Percent-encoding of all but unreserved characters (RFC 3986, 2.3).
pub(crate) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// A map of deaths, the first of them members, on the office's own layers.
pub(crate) fn map<'a>(deaths: impl Iterator<Item = (&'a Member, &'static str)>, layers: &[Layer]) -> Value {
    let point = |(member, role): (&Member, &str)| {
        let (lat, lon) = member.lat.zip(member.lon)?;
        let day = member.day.map(|day| day.to_string());
        Some(json!({
            "id": member.id, "label": label(member), "lat": lat, "lon": lon, "day": day, "role": role, "href": href(member),
        }))
    };
    let layers: Vec<Value> = layers.iter().map(Layer::told).collect();
    json!({ "deaths": deaths.filter_map(point).collect::<Vec<_>>(), "boundaries": null, "layers": layers })
}

/// The links of a series.
pub(crate) fn graph(series: &SeriesRecord) -> Value {
    let nodes = series
        .told
        .members
        .iter()
        .map(|member| json!({ "id": member.id, "label": label(member), "href": href(member) }));
    let strongest = |link: &Link| {
        let best = link.evidence.iter().max_by(|a, b| a.weight.total_cmp(&b.weight));
        best.map(|row| row.sentence.clone()).unwrap_or_default()
    };
    let links = series
        .told
        .links
        .iter()
        .map(|link| json!({ "a": link.a, "b": link.b, "weight": link.weight, "sentence": strongest(link) }));
    json!({ "nodes": nodes.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>() })
}

/// The weight of each evidence of a link.
pub(crate) fn waterfall(link: &Link) -> Value {
    let parts = link.evidence.iter().filter(|row| row.weight.abs() >= 0.005);
    let parts = parts.map(
        |row| json!({ "evidence": row.evidence.replace('_', " "), "weight": row.weight, "sentence": row.sentence }),
    );
    json!({ "parts": parts.collect::<Vec<_>>(), "total": link.weight })
}

/// The E-value of a series over time.
pub(crate) fn curve(series: &SeriesRecord, level: f64) -> Value {
    let points = series.curve().into_iter().map(|(day, e_value)| json!({ "day": day, "e_value": e_value }));
    let visible = series.visible().map(|seen| &seen.on.day);
    json!({ "points": points.collect::<Vec<_>>(), "alert": level, "visible": visible })
}

/// Deaths of a series against the background, with events.
pub(crate) fn timeline(
    series: &SeriesRecord,
    visible: Option<&str>,
    events: &[(String, String, &'static str)],
) -> Value {
    let deaths = series.told.members.iter().filter_map(|member| {
        // The figure says the day of each: of a death known by its month or year there is none to say.
        let day = member.day?.to_string();
        let role = if visible.is_some_and(|visible| day.as_str() > visible) { "after" } else { "member" };
        Some(json!({ "id": member.id, "label": label(member), "day": day, "known": null, "href": href(member), "role": role }))
    });
    let deaths: Vec<Value> = deaths.collect();
    let background = series.told.background.iter().map(|(day, count)| json!({ "day": day.to_string(), "rate": count }));
    let shown = events.iter().map(|(day, label, kind)| json!({ "day": day, "label": label, "kind": kind }));
    let mut days: BTreeSet<String> = events.iter().map(|(day, ..)| day.clone()).collect();
    days.extend(
        series
            .told
            .members
            .iter()
            .filter_map(|member| member.day)
            .flat_map(|day| [day + -60, day + 60])
            .map(|day| day.to_string()),
    );
    json!({
        "from": days.first(), "to": days.last(), "deaths": deaths,
        "background": background.collect::<Vec<_>>(), "events": shown.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_on_record_ends_a_script_or_leaves_a_path() {
        assert!(!embedded(&json!("</script><script>")).contains('<'));
        assert_eq!(death_href("23/1 ?#ü"), "/deaths/23%2F1%20%3F%23%C3%BC");
    }
}
