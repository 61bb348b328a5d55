//! The map of one series: its members, numbered in order of death, among other deaths nearby.

use super::{BADGE, path, scale::round_step, void};
use crate::facts;
use crate::html::markup::{Markup, Px};
use crate::words;
use colligate_linkage::result::Series;

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 440.0;

/// Metres in a degree of latitude, in the middle latitudes of the WGS 84 ellipsoid.
pub const METRES_A_DEGREE: f64 = 111_132.0;

/// The map never shows less than this from its centre to its edge, in metres.
const LEAST_REACH: f64 = 250.0;

/// From the centre to the edge, as a multiple of the radius of the circle.
const MARGIN: f64 = 1.15;

/// Rounds in which overlapping badges push each other apart.
const ROUNDS: usize = 80;

/// True where some member has a place.
pub fn has_map(series: &Series) -> bool {
    Place::of(series).is_some()
}

/// Members on a plane, in metres east and north of the centre of the series (or, where it has none, of the middle).
struct Place {
    lat: f64,
    lon: f64,
    members: Vec<(usize, f64, f64)>,
    /// Greatest distance of a member from the centre.
    radius: f64,
}

impl Place {
    fn of(series: &Series) -> Option<Place> {
        let points: Vec<(usize, f64, f64)> = series
            .members
            .iter()
            .enumerate()
            .filter_map(|(at, member)| Some((at + 1, member.lat?, member.lon?)))
            .filter(|(_, lat, lon)| lat.is_finite() && lon.is_finite())
            .collect();
        let (_, lat, lon) = *points.first()?;
        let (mut south, mut north, mut west, mut east) = (lat, lat, lon, lon);
        for &(_, lat, lon) in &points {
            (south, north) = (south.min(lat), north.max(lat));
            (west, east) = (west.min(lon), east.max(lon));
        }
        let middle = ((south + north) / 2.0, (west + east) / 2.0);
        let (lat, lon) =
            series.lat.zip(series.lon).filter(|(lat, lon)| lat.is_finite() && lon.is_finite()).unwrap_or(middle);
        let mut place = Place { lat, lon, members: Vec::new(), radius: 0.0 };
        place.members = points
            .into_iter()
            .map(|(number, lat, lon)| {
                let (x, y) = place.metres(lat, lon);
                (number, x, y)
            })
            .collect();
        place.radius = place.members.iter().map(|(_, x, y)| x.hypot(*y)).fold(0.0, f64::max);
        Some(place)
    }

    fn metres(&self, lat: f64, lon: f64) -> (f64, f64) {
        ((lon - self.lon) * METRES_A_DEGREE * self.lat.to_radians().cos(), (lat - self.lat) * METRES_A_DEGREE)
    }

    /// Pixels to a metre.
    fn scale(&self) -> f64 {
        HEIGHT / 2.0 / (self.radius * MARGIN).max(LEAST_REACH)
    }

    fn pixels(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (WIDTH / 2.0 + x * self.scale(), HEIGHT / 2.0 - y * self.scale())
    }
}

/// The map, or nothing where no member has a place.
pub fn map(m: &mut Markup, series: &Series) {
    let Some(place) = Place::of(series) else { return };
    let title = format!(
        "Map of series {}: {} of {} within {}",
        series.rank,
        place.members.len(),
        words::counted(series.members.len() as u64, "death", "deaths"),
        facts::extent_of(series)
    );
    m.element(
        "svg",
        &[
            ("class", &"map"),
            ("viewBox", &format_args!("0 0 {WIDTH} {HEIGHT}")),
            ("role", &"img"),
            ("aria-label", &title),
        ],
        |m| {
            void(m, "rect", &[("class", &"ground"), ("width", &WIDTH), ("height", &HEIGHT)]);
            context(m, series, &place);
            surges(m, series, &place);
            circle(m, &place);
            members(m, series, &place);
            north(m, WIDTH);
            scale_bar(m, WIDTH, HEIGHT, 1.0 / place.scale());
        },
    );
}

fn context(m: &mut Markup, series: &Series, place: &Place) {
    m.element("g", &[("class", &"nearby")], |m| {
        for &(lat, lon) in &series.nearby {
            let (x, y) = place.pixels(place.metres(lat, lon));
            if (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y) {
                void(m, "circle", &[("cx", &Px(x)), ("cy", &Px(y)), ("r", &"2.2")]);
            }
        }
    });
}

/// Where a general surge held members, however little of its circle is on the map.
fn surges(m: &mut Markup, series: &Series, place: &Place) {
    for surge in series.surges.iter().flatten() {
        let (x, y) = place.pixels(place.metres(surge.lat, surge.lon));
        let r = surge.radius_m * place.scale();
        if x.is_finite() && y.is_finite() && r.is_finite() {
            void(m, "circle", &[("class", &"surge"), ("cx", &Px(x)), ("cy", &Px(y)), ("r", &Px(r))]);
        }
    }
}

/// The smallest circle round the centre that holds every member.
fn circle(m: &mut Markup, place: &Place) {
    if place.radius >= 1.0 {
        let (x, y) = place.pixels((0.0, 0.0));
        let r = place.radius * place.scale();
        void(m, "circle", &[("class", &"extent"), ("cx", &Px(x)), ("cy", &Px(y)), ("r", &Px(r))]);
    }
}

fn members(m: &mut Markup, series: &Series, place: &Place) {
    let spots: Vec<(f64, f64)> = place.members.iter().map(|&(_, x, y)| place.pixels((x, y))).collect();
    let badges = apart(&spots, (WIDTH, HEIGHT));
    m.element("g", &[("class", &"leaders")], |m| {
        for (&(x, y), &(bx, by)) in spots.iter().zip(&badges) {
            if (bx - x).hypot(by - y) > 3.0 {
                void(m, "path", &[("d", &path([(x, y), (bx, by)], false))]);
                void(m, "circle", &[("cx", &Px(x)), ("cy", &Px(y)), ("r", &"3")]);
            }
        }
    });
    for (&(number, ..), &(x, y)) in place.members.iter().zip(&badges) {
        let about = series.members.get(number - 1);
        m.element("g", &[("class", &"badge")], |m| {
            if let Some(member) = about {
                m.line("title", &[], format_args!("{number}: {}, {}", member.id, facts::member_line(member)));
            }
            void(m, "circle", &[("cx", &Px(x)), ("cy", &Px(y)), ("r", &Px(BADGE + 1.0))]);
            m.line("text", &[("x", &Px(x)), ("y", &Px(y)), ("dy", &"0.35em")], number);
        });
    }
}

/// Where badges stand on a drawing of this size so that none covers another: each at its spot, or pushed off it as little as
/// needed.
pub fn apart(spots: &[(f64, f64)], size: (f64, f64)) -> Vec<(f64, f64)> {
    let least = 2.0 * BADGE + 10.0;
    let mut badges: Vec<(f64, f64)> = spots.to_vec();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for i in 0..badges.len() {
            for j in i + 1..badges.len() {
                let (Some(&a), Some(&b)) = (badges.get(i), badges.get(j)) else { continue };
                let (mut dx, mut dy) = (b.0 - a.0, b.1 - a.1);
                let mut distance = dx.hypot(dy);
                if distance >= least {
                    continue;
                }
                if distance < 0.01 {
                    // Two at one spot part in a direction of their own.
                    let angle = 2.4 * (i + j) as f64;
                    (dx, dy, distance) = (angle.cos(), angle.sin(), 1.0);
                }
                let push = (least - (b.0 - a.0).hypot(b.1 - a.1)) / 2.0 + 0.1;
                let (px, py) = (dx / distance * push, dy / distance * push);
                shift(&mut badges, i, (-px, -py), size);
                shift(&mut badges, j, (px, py), size);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    badges
}

fn shift(badges: &mut [(f64, f64)], at: usize, (dx, dy): (f64, f64), (width, height): (f64, f64)) {
    let margin = BADGE + 3.0;
    if let Some(badge) = badges.get_mut(at) {
        *badge = ((badge.0 + dx).clamp(margin, width - margin), (badge.1 + dy).clamp(margin, height - margin));
    }
}

/// An arrow to the north at the upper right of a drawing of this width.
pub fn north(m: &mut Markup, width: f64) {
    m.element("g", &[("class", &"north")], |m| {
        void(
            m,
            "path",
            &[("d", &format_args!("M{0} 14L{1} 30L{0} 26L{2} 30Z", width - 22.0, width - 16.0, width - 28.0))],
        );
        m.line("text", &[("x", &(width - 22.0)), ("y", &"44"), ("text-anchor", &"middle")], "N");
    });
}

/// A bar of a round length at the lower left, on a drawing of this size with so many metres to a pixel.
pub fn scale_bar(m: &mut Markup, width: f64, height: f64, metres_a_pixel: f64) {
    scale_bar_of(m, width, height, metres_a_pixel, words::distance);
}

/// The same for any unit: so much of it to a pixel, and how a length is told.
pub fn scale_bar_of(m: &mut Markup, width: f64, height: f64, a_pixel: f64, told: fn(f64) -> String) {
    if !(a_pixel > 1e-9 && a_pixel.is_finite()) {
        return;
    }
    let longest = width * 0.3 * a_pixel;
    let mut length = round_step(longest);
    while length > longest {
        length = round_step(length * 0.4);
    }
    let (left, right, y) = (16.0, 16.0 + length / a_pixel, height - 16.0);
    m.element("g", &[("class", &"scale")], |m| {
        void(m, "path", &[("d", &format_args!("M{0} {1}V{2}H{3}V{1}", left, Px(y - 5.0), Px(y), Px(right)))]);
        m.line("text", &[("x", &Px(left + 4.0)), ("y", &Px(y - 6.0))], told(length));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badges_at_one_spot_part_until_none_covers_another() {
        let badges = apart(&[(200.0, 200.0), (200.0, 200.0), (203.0, 200.0), (400.0, 100.0)], (WIDTH, HEIGHT));
        for (i, a) in badges.iter().enumerate() {
            for b in &badges[i + 1..] {
                assert!((a.0 - b.0).hypot(a.1 - b.1) > 2.0 * BADGE);
            }
        }
        assert_eq!(badges[3], (400.0, 100.0));
    }

    #[test]
    fn the_scale_bar_is_round_and_at_most_a_third_of_the_map() {
        let mut m = Markup::default();
        scale_bar(&mut m, 480.0, 420.0, 1.87);
        assert!(m.finish().contains(">200\u{a0}m<"));
    }
}
