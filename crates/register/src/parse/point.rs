//! Coordinates in degrees: in two cells, or both in one text.

/// Reads one coordinate in degrees: `43.0384`, `43,0384`, `43.0384° N`, `W 87.9`.
pub(crate) fn degrees(text: &str) -> Result<f64, String> {
    let number = match text.parse::<f64>() {
        Ok(number) => number,
        Err(_) => worded(text).ok_or_else(|| format!("{text:?} is not a coordinate; write degrees as 51.5366"))?,
    };
    if number.is_nan() {
        Err(format!("{text:?} is not a number"))
    } else if number.is_infinite() {
        Err(format!("{text:?} is infinite"))
    } else {
        Ok(number)
    }
}

fn worded(text: &str) -> Option<f64> {
    let mut sign = 1.0;
    let mut number = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' | '.' | '+' | '-' => number.push(character),
            ',' if !number.contains('.') => number.push('.'),
            'S' | 's' | 'W' | 'w' => sign = -1.0,
            'N' | 'n' | 'E' | 'e' | '°' | ' ' => {}
            '−' => number.push('-'),
            _ => return None,
        }
    }
    number.parse::<f64>().ok().map(|number| sign * number)
}

/// Checks a latitude and a longitude, or says what is wrong with them.
pub(crate) fn checked(lat: f64, lon: f64) -> Result<(f64, f64), String> {
    if lat == 0.0 && lon == 0.0 {
        return Err("0, 0 lies in the Gulf of Guinea and stands for an unknown place".to_owned());
    }
    if lat.abs() > 90.0 && lat.abs() <= 180.0 && lon.abs() <= 90.0 {
        return Err(format!("latitude {lat} is beyond 90 degrees; latitude and longitude look exchanged"));
    }
    if lat.abs() > 90.0 {
        return Err(format!(
            "latitude {lat} is beyond 90 degrees; coordinates must be in degrees, not metres of a grid"
        ));
    }
    if lon.abs() > 180.0 {
        return Err(format!(
            "longitude {lon} is beyond 180 degrees; coordinates must be in degrees, not metres of a grid"
        ));
    }
    Ok((lat, lon))
}

/// Both coordinates in one text, and the words before them: `OAKVILLE, CT\n(41.58, -73.08)`, `51.53, 0.08`,
/// `POINT (-73.08 41.58)` (longitude first, as in Well-Known Text: OGC 06-103r4, 2011).
pub(crate) fn both(text: &str) -> Result<(&str, f64, f64), String> {
    let wrong = || format!("{text:?} holds no coordinates; write 41.58, -73.08");
    let text = text.trim();
    let (words, inside) = match (text.rfind('('), text.ends_with(')')) {
        (Some(open), true) => (text[..open].trim(), &text[open + 1..text.len() - 1]),
        _ => ("", text),
    };
    // `SRID=4326;POINT (…)` is what PostGIS writes.
    let last = words.rsplit([';', ' ']).next().unwrap_or_default();
    let known_text = last.eq_ignore_ascii_case("point") && (words == last || words.contains(';'));
    let mut parts = inside.split([',', ' ', ';']).filter(|part| !part.is_empty());
    let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) else { return Err(wrong()) };
    let first = degrees(first).map_err(|_| wrong())?;
    let second = degrees(second).map_err(|_| wrong())?;
    let (lat, lon) = if known_text { (second, first) } else { (first, second) };
    Ok((if known_text { "" } else { words }, lat, lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_come_with_signs_and_letters() {
        assert_eq!(degrees("43.0384"), Ok(43.0384));
        assert_eq!(degrees("87.9 W"), Ok(-87.9));
        assert_eq!(degrees("43,0384"), Ok(43.0384));
        assert!(degrees("NaN").is_err());
        assert!(degrees("inf").is_err());
        assert!(degrees("High Street").is_err());
    }

    #[test]
    fn one_text_holds_both_and_the_town() {
        assert_eq!(both("OAKVILLE, CT\n(41.58854000000008, -73.08)"), Ok(("OAKVILLE, CT", 41.58854000000008, -73.08)));
        assert_eq!(both("POINT (-73.08 41.58)"), Ok(("", 41.58, -73.08)));
        assert_eq!(both("SRID=4326;POINT(-73.08 41.58)"), Ok(("", 41.58, -73.08)));
        assert_eq!(both("51.53, 0.08"), Ok(("", 51.53, 0.08)));
        assert!(both("CT").is_err());
    }

    #[test]
    fn places_off_the_globe_are_refused() {
        assert!(checked(0.0, 0.0).unwrap_err().contains("Gulf"));
        assert!(checked(-122.4, 37.8).unwrap_err().contains("exchanged"));
        assert!(checked(544_000.0, 184_000.0).unwrap_err().contains("grid"));
    }
}
