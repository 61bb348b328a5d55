//! All places of a scan on one map, with the circles of its clusters.

use super::projection::{Projection, WIDTH};
use crate::charts::map::{apart, north, scale_bar_of};
use crate::charts::overview::draw_base;
use crate::charts::{BADGE, basemap, path, void};
use crate::html::markup::{Markup, Px};
use crate::html::scan::View;
use crate::words;
use colligate_scan::{CoordinateSystem, Extent};
use std::collections::{BTreeMap, BTreeSet};

/// Clusters with a number on the map.
const NUMBERED: usize = 30;

/// The least radius of a circle on the map, in pixels.
const LEAST_RADIUS: f64 = 9.0;

/// Width of the map in kilometres below which the base map is too coarse to help.
const CLOSE: f64 = 25.0;

/// Greatest width of a dot, in pixels.
const WIDEST_DOT: f64 = 15.0;

/// The map, or nothing where no place has coordinates or the scan was one of time alone. True where there is one.
pub fn map(m: &mut Markup, view: &View) -> bool {
    let drawn: Vec<_> = view
        .detailed()
        .filter(|(_, cluster)| cluster.extent != Extent::Time)
        .filter_map(|(number, cluster)| Some((number, cluster, cluster.circle.as_ref()?)))
        .filter(|(.., circle)| circle.coordinates.iter().chain([&circle.radius_km]).all(|number| number.is_finite()))
        .collect();
    let circles: Vec<([f64; 2], f64)> =
        drawn.iter().map(|(.., circle)| (circle.coordinates, circle.radius_km)).collect();
    if !view.has_space() {
        return false;
    }
    let Some(map) = Projection::over(view.facts.system, &view.facts.places, &circles) else { return false };
    let label = format!(
        "Map of {} with the circles of {}",
        words::counted(view.facts.places.len() as u64, "place", "places"),
        words::counted(drawn.len() as u64, "cluster", "clusters")
    );
    let view_box = format!("0 0 {WIDTH} {}", Px(map.height));
    m.element(
        "svg",
        &[("class", &"map scan-map"), ("viewBox", &view_box), ("role", &"img"), ("aria-label", &label)],
        |m| {
            ground(m, &map);
            dots(m, view, &map);
            for (number, cluster, circle) in drawn.iter().rev() {
                let ring = map.ring(circle.coordinates, circle.radius_km);
                let wide = circle.radius_km / map.length_of_pixel() >= LEAST_RADIUS;
                let class = if view.stands_out(cluster) { "circle" } else { "circle weak" };
                m.element("g", &[("class", &class)], |m| {
                    m.line("title", &[], view.name(*number, cluster));
                    if wide {
                        void(m, "path", &[("d", &path(ring, true))]);
                    } else {
                        let (x, y) = map.pixels(circle.coordinates);
                        void(m, "circle", &[("cx", &Px(x)), ("cy", &Px(y)), ("r", &LEAST_RADIUS)]);
                    }
                });
            }
            badges(m, view, &map, &drawn.iter().map(|&(number, _, circle)| (number, circle)).collect::<Vec<_>>());
            match view.facts.system {
                CoordinateSystem::Earth => {
                    north(m, WIDTH);
                    scale_bar_of(m, WIDTH, map.height, map.length_of_pixel() * 1000.0, words::distance);
                }
                CoordinateSystem::Plane => scale_bar_of(m, WIDTH, map.height, map.length_of_pixel(), words::figure),
            }
        },
    );
    true
}

fn ground(m: &mut Markup, map: &Projection) {
    let frame = map.frame().filter(|_| map.length_of_pixel() * WIDTH >= CLOSE);
    let class = if frame.is_some() { "water" } else { "ground" };
    void(m, "rect", &[("class", &class), ("width", &WIDTH), ("height", &Px(map.height))]);
    if let Some(frame) = frame {
        draw_base(m, &basemap::inside(frame), |&point| map.of_base(point));
    }
}

/// Places as dots, larger with more cases; those of one size in one path.
fn dots(m: &mut Markup, view: &View, map: &Projection) {
    let cases = view.cases_by_place();
    let most = cases.iter().copied().max().unwrap_or(0);
    let growth = (WIDEST_DOT / f64::from(most.max(1)).sqrt()).min(1.6);
    let inside: BTreeSet<u32> = view
        .detailed()
        .filter(|(_, cluster)| cluster.extent != Extent::Time && view.stands_out(cluster))
        .flat_map(|(_, cluster)| cluster.places.iter().copied())
        .collect();
    let mut sizes: BTreeMap<(bool, u32), BTreeSet<(i32, i32)>> = BTreeMap::new();
    for ((place, &point), &count) in (0..).zip(&view.facts.places).zip(&cases) {
        if !point.iter().all(|coordinate| coordinate.is_finite()) {
            continue;
        }
        let (x, y) = map.pixels(point);
        let size = if count == 0 { 2.5 } else { (2.0 + growth * f64::from(count).sqrt()).max(3.5) };
        let spot = ((2.0 * x).round() as i32, (2.0 * y).round() as i32);
        sizes.entry((inside.contains(&place), (2.0 * size).round() as u32)).or_default().insert(spot);
    }
    m.element("g", &[("class", &"dots")], |m| {
        for ((inside, size), spots) in &sizes {
            let drawn: String = spots
                .iter()
                .map(|&(x, y)| format!("M{} {}h0", Px(f64::from(x) / 2.0), Px(f64::from(y) / 2.0)))
                .collect();
            let class = if *inside { "inside" } else { "" };
            void(m, "path", &[("class", &class), ("stroke-width", &Px(f64::from(*size) / 2.0)), ("d", &drawn)]);
        }
    });
}

/// The number of each cluster at the northern edge of its circle.
fn badges(m: &mut Markup, view: &View, map: &Projection, drawn: &[(usize, &colligate_scan::Circle)]) {
    let numbered: Vec<_> = drawn.iter().take(NUMBERED).collect();
    let edge = BADGE + 3.0;
    let spots: Vec<(f64, f64)> = numbered
        .iter()
        .map(|(_, circle)| {
            let (x, y) = map.pixels(circle.coordinates);
            let up = (circle.radius_km / map.length_of_pixel()).max(LEAST_RADIUS + 3.0);
            (x.clamp(edge, WIDTH - edge), (y - up).clamp(edge, map.height - edge))
        })
        .collect();
    for ((number, _), (x, y)) in numbered.iter().zip(apart(&spots, (WIDTH, map.height))) {
        let weak = view.result.clusters.get(number - 1).is_some_and(|cluster| !view.stands_out(cluster));
        m.element("g", &[("class", &if weak { "badge weak" } else { "badge" })], |m| {
            void(m, "circle", &[("cx", &Px(x)), ("cy", &Px(y)), ("r", &Px(BADGE))]);
            m.line("text", &[("x", &Px(x)), ("y", &Px(y)), ("dy", &"0.35em")], number);
        });
    }
}

/// Middle (latitude, longitude) and extent in kilometres of a map of the Earth.
pub fn extent(view: &View) -> Option<((f64, f64), f64)> {
    let map = Projection::over(view.facts.system, &view.facts.places, &[])?;
    let frame = map.frame()?;
    let lon = (frame.west + frame.east) / 2.0;
    let lon = (lon + 180.0).rem_euclid(360.0) - 180.0;
    Some((((frame.south + frame.north) / 2.0, lon), map.length_of_pixel() * map.height.min(WIDTH)))
}
