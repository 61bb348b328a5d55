//! The map of all clusters and where in the world it lies.

use super::view::View;
use crate::charts::{region, scan};
use crate::html::markup::Markup;
use colligate_scan::{CoordinateSystem, Dimensions};

/// Metres in a kilometre.
const KILOMETRE: f64 = 1000.0;

pub fn place(m: &mut Markup, view: &View) {
    if view.facts.analysis.dimensions == Dimensions::Time {
        return;
    }
    m.element("section", &[("id", &"map"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Where");
        let overview = overview(view);
        let class = if overview.is_some() { "where" } else { "" };
        m.element("div", &[("class", &class)], |m| {
            let mut drawn = false;
            m.element("figure", &[], |m| drawn = scan::map(m, view));
            m.element("figure", &[], |m| {
                if let Some((centre, extent)) = overview {
                    region(m, centre, extent, "Overview of the region that was scanned");
                }
                m.element("figcaption", &[], |m| caption(m, view, drawn));
            });
        });
    });
}

fn caption(m: &mut Markup, view: &View, drawn: bool) {
    if !drawn {
        m.line("p", &[], "No place has coordinates on record.");
        return;
    }
    m.line("p", &[], "Dots: places, larger with more cases over the whole study period.");
    m.element("p", &[], |m| {
        m.say("Circles: clusters by number; solid where they stand out (");
        m.say(view.level());
        m.say("), their places marked; dashed where they do not. A circle is a window of the scan, not the border of anything.");
    });
    if view.facts.system == CoordinateSystem::Plane {
        m.line("p", &[], "Coordinates are those of a plane; lengths are in their unit.");
    }
}

/// Middle and extent in metres of all places on the Earth.
fn overview(view: &View) -> Option<((f64, f64), f64)> {
    if view.facts.system != CoordinateSystem::Earth {
        return None;
    }
    let ((lat, lon), kilometres) = scan::extent(view)?;
    Some(((lat, lon), kilometres * KILOMETRE))
}
