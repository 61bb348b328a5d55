//! `series.json`: the whole result as text, every number finite. `docs/series-schema.md` tells what each field means.

use crate::error::ReportError;
use colligate_linkage::evaluate::Evaluation;
use colligate_linkage::result::{EValue, EvidenceWeight, Link, LinkResult, Member, Series};

/// The result as pretty JSON, fields in the order of the schema, ending in a line break.
///
/// JSON knows no infinity: an infinite number is written as the largest double, a number that is none as 0 (for a
/// weight: it says nothing), and an optional one of either sort as `null`.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn series_json(result: &LinkResult) -> Result<String, ReportError> {
    let mut text = serde_json::to_string_pretty(&finite(result))?;
    text.push('\n');
    Ok(text)
}

/// An evaluation as pretty JSON, fields in the order of the schema, ending in a line break. `docs/evaluation-schema.md`
/// tells what each field means.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn evaluation_json(evaluation: &Evaluation) -> Result<String, ReportError> {
    let mut text = serde_json::to_string_pretty(evaluation)?;
    text.push('\n');
    Ok(text)
}

fn finite(result: &LinkResult) -> LinkResult {
    let mut result = result.clone();
    for number in [&mut result.run.max_km, &mut result.run.floor, &mut result.run.alert] {
        bound(number);
    }
    for (strength, expected, low, high) in &mut result.chance.curve {
        for number in [strength, expected, low, high] {
            bound(number);
        }
    }
    only_finite(&mut result.summary.by_chance);
    for kept in result.incidents.iter_mut().filter_map(|incident| incident.kept_apart.as_mut()) {
        bound(&mut kept.weight);
        finite_e_value(&mut kept.e_value);
    }
    result.chance.observed.iter_mut().for_each(bound);
    for number in [&mut result.chance.tail_from, &mut result.chance.tail_rate, &mut result.chance.tail_rate_se] {
        only_finite(number);
    }
    result.series.iter_mut().for_each(finite_series);
    for reviewed in result.review.iter_mut().flat_map(|review| &mut review.deaths) {
        finite_member(&mut reviewed.death);
        reviewed.links.iter_mut().for_each(finite_link);
    }
    for lost in &mut result.lost {
        bound(&mut lost.e_value);
        lost.curve.iter_mut().for_each(|(_, e_value)| bound(e_value));
    }
    result
}

fn finite_series(series: &mut Series) {
    finite_e_value(&mut series.e_value);
    bound(&mut series.weight);
    for number in [&mut series.lat, &mut series.lon, &mut series.extent_m] {
        only_finite(number);
    }
    finite_evidence(&mut series.evidence);
    series.members.iter_mut().for_each(finite_member);
    series.links.iter_mut().for_each(finite_link);
    if let Some(visibility) = &mut series.visibility {
        visibility.curve.iter_mut().for_each(|(_, e_value)| bound(e_value));
    }
    for surge in series.surges.iter_mut().flatten() {
        for number in [&mut surge.lat, &mut surge.lon, &mut surge.radius_m, &mut surge.expected, &mut surge.p_value] {
            bound(number);
        }
    }
    series.nearby.retain(|(lat, lon)| lat.is_finite() && lon.is_finite());
}

/// Where no null register was drawn the E-value is not known, which JSON writes as null.
fn finite_e_value(e_value: &mut EValue) {
    let EValue { value, low, high, .. } = e_value;
    for number in [value, low, high] {
        *number = number.clamp(f64::MIN, f64::MAX);
    }
}

fn finite_member(member: &mut Member) {
    bound(&mut member.weight);
    only_finite(&mut member.lat);
    only_finite(&mut member.lon);
}

fn finite_link(link: &mut Link) {
    bound(&mut link.weight);
    finite_evidence(&mut link.evidence);
}

fn finite_evidence(evidence: &mut [EvidenceWeight]) {
    evidence.iter_mut().for_each(|each| bound(&mut each.weight));
}

fn bound(number: &mut f64) {
    *number = if number.is_nan() { 0.0 } else { number.clamp(f64::MIN, f64::MAX) };
}

fn only_finite(number: &mut Option<f64>) {
    *number = number.filter(|number| number.is_finite());
}
