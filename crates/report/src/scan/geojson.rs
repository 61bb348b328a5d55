//! Clusters as GeoJSON (RFC 7946): one feature a cluster, a polygon around its circle.

use super::facts::ScanFacts;
use colligate_scan::{Cluster, CoordinateSystem, EARTH_RADIUS_KM, ScanResult};
use serde_json::{Value, json};

/// Corners of the polygon that stands for a circle.
const CORNERS: u32 = 64;
/// Radius drawn for a circle around a single place, in kilometres, so that it can be seen.
const LEAST_KM: f64 = 0.05;

/// The clusters as a GeoJSON feature collection, longitude first, WGS 84. A cluster in time alone, or of places on a plane, has the
/// geometry `null`.
pub fn clusters_geojson(facts: &ScanFacts, result: &ScanResult) -> String {
    let feature = |(at, cluster): (usize, &Cluster)| {
        let circle = cluster.circle.as_ref().filter(|_| facts.system == CoordinateSystem::Earth);
        let geometry = circle.map_or(Value::Null, |circle| {
            json!({ "type": "Polygon", "coordinates": [around(circle.coordinates, circle.radius_km.max(LEAST_KM))] })
        });
        json!({
            "type": "Feature",
            "id": format!("cluster {}", at + 1),
            "geometry": geometry,
            "properties": {
                "rank": at + 1,
                "rate": cluster.rate,
                "from": cluster.from,
                "to": cluster.to,
                "centre": circle.map(|circle| [circle.coordinates[1], circle.coordinates[0]]),
                "radius_km": circle.map(|circle| circle.radius_km),
                "places": cluster.names,
                "observed": cluster.observed,
                "expected": cluster.expected,
                "observed_to_expected": cluster.observed_to_expected,
                "relative_risk": cluster.relative_risk,
                "statistic": cluster.statistic,
                "p_value": cluster.significance.map(|found| found.p_value),
                "recurrence_days": cluster.recurrence_days,
            },
        })
    };
    let features: Vec<Value> = result.clusters.iter().enumerate().map(feature).collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// A ring of points at this distance along the ground, counter-clockwise and closed.
fn around([lat, lon]: [f64; 2], km: f64) -> Vec<[f64; 2]> {
    let (lat, angle) = (lat.to_radians(), km / EARTH_RADIUS_KM);
    let corner = |number: u32| {
        let bearing = -std::f64::consts::TAU * f64::from(number % CORNERS) / f64::from(CORNERS);
        let north = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).clamp(-1.0, 1.0).asin();
        let east = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * north.sin());
        [lon + east.to_degrees(), north.to_degrees()]
    };
    (0..=CORNERS).map(corner).collect()
}
