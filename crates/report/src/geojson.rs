//! Series as GeoJSON (RFC 7946): one feature a series, one feature a member.

use colligate_linkage::result::{LinkResult, Member, Series};
use serde_json::{Map, Value, json};

/// The series as a GeoJSON feature collection, longitude first, WGS 84.
///
/// A series is a `MultiPoint` of its members with its rank, E-value, dates, centre and extent; each member is a `Point`
/// that names its series. Whatever has no place on record has the geometry `null`, so that nothing is left out.
pub fn series_geojson(result: &LinkResult) -> String {
    let features: Vec<Value> = result.series.iter().flat_map(features_of).collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn features_of(series: &Series) -> Vec<Value> {
    let mut features = vec![feature_of_series(series)];
    features.extend(series.members.iter().enumerate().map(|(at, member)| feature_of_member(series, at + 1, member)));
    features
}

fn feature_of_series(series: &Series) -> Value {
    let points: Vec<[f64; 2]> = series.members.iter().filter_map(|member| point(member.lat, member.lon)).collect();
    let geometry = if points.is_empty() { Value::Null } else { json!({ "type": "MultiPoint", "coordinates": points }) };
    let evidence: Map<String, Value> =
        series.evidence.iter().map(|each| (each.evidence.clone(), json!(each.weight))).collect();
    let members: Vec<&str> = series.members.iter().map(|member| member.id.as_str()).collect();
    let mut feature = json!({
        "type": "Feature",
        "id": format!("series {}", series.id),
        "geometry": geometry,
        "properties": {
            "feature": "series",
            "series": series.id,
            "rank": series.rank,
            "e_value": series.e_value.value,
            "e_value_low": series.e_value.low,
            "e_value_high": series.e_value.high,
            "weight": series.weight,
            "evidence": evidence,
            "deaths": members.len(),
            "members": members,
            "from": series.from,
            "to": series.to,
            "centre": point(series.lat, series.lon),
            "extent_m": series.extent_m.filter(|metres| metres.is_finite()),
            "visible": series.visibility.as_ref().and_then(|visibility| visibility.visible),
        },
    });
    if let (Some(bbox), Some(object)) = (bounding_box(&points), feature.as_object_mut()) {
        object.insert("bbox".to_owned(), json!(bbox));
    }
    feature
}

fn feature_of_member(series: &Series, number: usize, member: &Member) -> Value {
    let geometry = point(member.lat, member.lon)
        .map_or(Value::Null, |coordinates| json!({ "type": "Point", "coordinates": coordinates }));
    json!({
        "type": "Feature",
        "id": format!("series {} death {}", series.id, member.id),
        "geometry": geometry,
        "properties": {
            "feature": "death",
            "series": series.id,
            "rank": series.rank,
            "number": number,
            "death": member.id,
            "line": member.line,
            "day": member.day,
            "died": member.dates(),
            "place": member.place,
            "place_kind": member.place_kind,
            "age": member.age,
            "sex": member.sex,
            "kind": member.kind,
            "manner": member.manner,
            "category": member.category,
            "cause": member.cause,
            "substances": member.substances,
            "circumstances": member.circumstances,
            "incident": member.incident,
            "weight": member.weight,
        },
    })
}

/// GeoJSON's order: longitude, latitude.
fn point(lat: Option<f64>, lon: Option<f64>) -> Option<[f64; 2]> {
    let (lat, lon) = (lat?, lon?);
    (lat.is_finite() && lon.is_finite()).then_some([lon, lat])
}

fn bounding_box(points: &[[f64; 2]]) -> Option<[f64; 4]> {
    let (&[lon, lat], rest) = points.split_first()?;
    Some(rest.iter().fold([lon, lat, lon, lat], |[west, south, east, north], &[lon, lat]| {
        [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
    }))
}
