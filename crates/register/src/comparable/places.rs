//! Columns that look like places and are not degrees in two columns.

use super::{Lookalike, MOSTLY, Source, share, words};
use crate::field::Field;
use crate::profile::{is_postal, plain};

/// Greatest easting and northing of the British National Grid, in metres (Ordnance Survey, A guide to coordinate systems in
/// Great Britain, section 7).
const BRITISH: (f64, f64) = (700_000.0, 1_300_000.0);

/// Words in the names of columns of metres of a grid, first and second.
const FIRST: [&str; 9] = ["easting", "eastings", "east", "x", "e", "rechtswert", "utmx", "xcoord", "osgbx"];
const SECOND: [&str; 9] = ["northing", "northings", "north", "y", "n", "hochwert", "utmy", "ycoord", "osgby"];

const CONVERT: &str = "turn them into degrees of latitude and longitude (WGS 84) with a tool such as QGIS or ogr2ogr";
const GEOCODE: &str = "look up latitude and longitude for each, for Colligate has no table of places";

/// What the columns look like.
pub(super) fn found(source: &Source<'_>) -> Vec<Lookalike> {
    let mut found = Vec::new();
    let mut seen = vec![false; source.names.labels.len()];
    if let Some((first, second)) = grid(source) {
        (seen[first], seen[second]) = (true, true);
        found.push(Lookalike {
            columns: vec![source.label(first), source.label(second)],
            looks_like: which_grid(source, first, second).to_owned(),
            what_to_do: CONVERT.to_owned(),
        });
    }
    for at in (0..source.names.labels.len()).filter(|&at| !seen[at]) {
        if let Some((looks_like, what_to_do)) = one(source, at) {
            found.push(Lookalike {
                columns: vec![source.label(at)],
                looks_like: looks_like.to_owned(),
                what_to_do: what_to_do.to_owned(),
            });
        }
    }
    found
}

/// Two columns of metres: by their names, or two of large numbers side by side.
fn grid(source: &Source<'_>) -> Option<(usize, usize)> {
    let named = |at: usize, of: &[&str]| {
        let name = &source.names.written[at];
        words(name).iter().any(|word| of.contains(&word.as_str())) || of.contains(&plain(name).as_str())
    };
    let all: Vec<usize> = (0..source.names.labels.len()).filter(|&at| metres(source, at).is_some()).collect();
    let first = all.iter().copied().find(|&at| named(at, &FIRST));
    let second = all.iter().copied().find(|&at| named(at, &SECOND) && Some(at) != first);
    if let (Some(first), Some(second)) = (first, second) {
        return Some((first, second));
    }
    let lat_lon = |at: usize| [Field::Lat, Field::Lon].iter().any(|field| source.plan.columns(*field).contains(&at));
    let mut coordinates = all.iter().copied().filter(|&at| lat_lon(at));
    if let (Some(first), Some(second)) = (coordinates.next(), coordinates.next()) {
        return Some((first, second));
    }
    // Without a name that says so: two columns side by side, nothing else, of numbers too many to be codes.
    let unused: Vec<usize> =
        all.into_iter().filter(|&at| source.plan.uses(at).is_empty() && varied(source, at)).collect();
    match unused[..] {
        [first, second] if second == first + 1 => Some((first, second)),
        _ => None,
    }
}

/// Lowest and greatest number of a column that holds metres: mostly numbers beyond any degree.
fn metres(source: &Source<'_>, at: usize) -> Option<(f64, f64)> {
    let values = source.values(at);
    let number = |text: &str| text.replace([',', ' '], "").parse::<f64>().ok().map(f64::abs);
    let is_metres = |text: &str| number(text).is_some_and(|metres| (1_000.0..20_000_000.0).contains(&metres));
    if is_postal(&source.names.written[at]) || share(&values, is_metres) < MOSTLY {
        return None;
    }
    let numbers = || values.iter().filter_map(|text| number(text));
    Some((numbers().fold(f64::INFINITY, f64::min), numbers().fold(0.0, f64::max)))
}

fn varied(source: &Source<'_>, at: usize) -> bool {
    let values = source.values(at);
    let mut own = values.clone();
    own.sort_unstable();
    own.dedup();
    values.len() > 10 && 2 * own.len() > values.len() && metres(source, at).is_some_and(|(low, _)| low >= 10_000.0)
}

fn which_grid(source: &Source<'_>, first: usize, second: usize) -> &'static str {
    let names = [first, second].map(|at| plain(&source.names.written[at]));
    let greatest = |at: usize| metres(source, at).map_or(f64::INFINITY, |(_, greatest)| greatest);
    if names.iter().any(|name| name.contains("utm")) {
        "coordinates of UTM, metres in a zone"
    } else if greatest(first) <= BRITISH.0 && greatest(second) <= BRITISH.1 {
        "coordinates of the British National Grid, or another grid of metres"
    } else {
        "coordinates in metres of a grid"
    }
}

/// What a single column looks like, and what to do with it.
fn one(source: &Source<'_>, at: usize) -> Option<(&'static str, &'static str)> {
    let values = source.values(at);
    let name = plain(&source.names.written[at]);
    if values.is_empty() {
        return None;
    }
    let mostly = |is: &dyn Fn(&str) -> bool| share(&values, is) >= MOSTLY;
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    const SPLIT: &str = "write latitude and longitude in two columns of their own";
    if mostly(&|text| text.contains("\"coordinates\"") || text.contains("'coordinates'")) {
        return Some(("GeoJSON", SPLIT));
    }
    if mostly(&|text| has_any(text, &["POINT", "POLYGON", "SRID="]) && text.contains('(')) {
        return Some(("well-known text of a geometry", SPLIT));
    }
    if mostly(&|text| text.starts_with('{') && has_any(text, &["LAT"])) {
        return Some(("latitude and longitude in one cell", SPLIT));
    }
    if mostly(&degrees_minutes) {
        return Some(("degrees, minutes and seconds", "write degrees with decimals, as 51.5366"));
    }
    if mostly(&two_degrees) {
        return Some((
            "latitude and longitude in one cell",
            "write each as \"51.5366, 0.0757\", or in two columns of their own",
        ));
    }
    if mostly(&grid_reference) {
        return Some(("grid references of the Ordnance Survey", CONVERT));
    }
    if mostly(&uk_postcode) {
        return Some(("postcodes", GEOCODE));
    }
    if is_postal(&source.names.written[at]) || name == "zip" {
        return Some(("postal codes", GEOCODE));
    }
    if mostly(&|text| {
        text.trim_start_matches('/').split('.').count() == 3
            && text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'/'))
    }) {
        return Some(("what3words", GEOCODE));
    }
    const PLACES: [&str; 22] = [
        "address", "street", "location", "place", "town", "city", "county", "municip", "borough", "district",
        "neighbo", "barrio", "ward", "adresse", "direcc", "lieu", "ort", "commune", "ciudad", "parish", "suburb",
        "area",
    ];
    let is_text = mostly(&|text| text.chars().any(char::is_alphabetic)) && !mostly(&is_number);
    let is_place = source.plan.columns(Field::Place).contains(&at);
    // A column used as something else, such as a kind of place, is no address.
    let is_free = is_place || source.plan.uses(at).is_empty();
    let named = PLACES.iter().any(|part| if part.len() > 3 { name.contains(part) } else { name == *part });
    (is_text && is_free && (is_place || named)).then_some(("addresses or names of places", GEOCODE))
}

fn has_any(text: &str, words: &[&str]) -> bool {
    let upper = text.to_uppercase();
    words.iter().any(|word| upper.contains(word))
}

/// `53°28'48"N`, `53 28 48 N`.
fn degrees_minutes(text: &str) -> bool {
    let numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|part| !part.is_empty()).count();
    let marked = text.contains('°') && text.contains(['\'', '′', '’', '"', '″']);
    let lettered = text.trim_end().ends_with(['N', 'S', 'E', 'W']) && text.contains([' ', '-', ':']);
    (2..=6).contains(&numbers) && (marked || (lettered && numbers >= 3))
}

/// Two numbers with decimals in one cell, however they are kept apart.
fn two_degrees(text: &str) -> bool {
    let parts: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))
        .filter(|part| part.contains('.'))
        .collect();
    let degrees: Vec<f64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    degrees.len() == 2 && degrees.iter().all(|degrees| degrees.abs() <= 180.0) && text.len() < 60
}

/// `SJ 857 981`, `TQ3880`.
fn grid_reference(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    let (letters, digits) = text.split_at_checked(2).unwrap_or(("", ""));
    letters.bytes().all(|b| b.is_ascii_uppercase() && b != b'I')
        && !letters.is_empty()
        && (4..=10).contains(&digits.len())
        && digits.len().is_multiple_of(2)
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// `M4 5JD`, `SW1A 1AA`: as the Post Office Address File writes them.
fn uk_postcode(text: &str) -> bool {
    let text: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).map(|b| b.to_ascii_uppercase()).collect();
    let Some((out, [digit, first, second])) = text.len().checked_sub(3).map(|at| text.split_at(at)) else {
        return false;
    };
    let letters = out.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    digit.is_ascii_digit()
        && first.is_ascii_alphabetic()
        && second.is_ascii_alphabetic()
        && (1..=2).contains(&letters)
        && (letters + 1..=letters + 2).contains(&out.len())
        && out[letters].is_ascii_digit()
        && out[letters..].iter().all(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_a_place_are_told_apart() {
        for text in ["M4 5JD", "sw1a1aa", "OL6 7SR", "EC1A 1BB"] {
            assert!(uk_postcode(text), "{text}");
        }
        for text in ["M4", "2020-01-01", "N18-0047", "High Street", "12345"] {
            assert!(!uk_postcode(text), "{text}");
        }
        assert!(
            grid_reference("SJ 857 981")
                && grid_reference("TQ3880")
                && !grid_reference("A1")
                && !grid_reference("SJ 857 98")
        );
        assert!(
            degrees_minutes("53°28'48\"N 2°14'30\"W") && degrees_minutes("53 28 48 N") && !degrees_minutes("53.48 N")
        );
        assert!(
            two_degrees("53.48/-2.24")
                && two_degrees("(53.48; -2.24)")
                && !two_degrees("53.48")
                && !two_degrees("v1.2.3")
        );
    }
}
