//! The frame of a chart: two axes with their ticks and names, and where a point stands between them.

use super::scale::{Scale, power_of_ten};
use super::{curve, rule, stretched};
use crate::html::markup::{Markup, Px, Share};
use crate::words;

/// Height of the field, in pixels.
const HEIGHT: f64 = 280.0;
/// Room above it for the name of the vertical axis.
const TOP: f64 = 24.0;

/// One axis: what is on it, and how a value becomes a share of its length.
pub struct Axis {
    name: &'static str,
    scale: Scale,
    logarithmic: bool,
    ticks: Vec<(f64, String)>,
}

impl Axis {
    /// Shares from 0 to 1, ticked in per cent.
    pub fn shares(name: &'static str) -> Axis {
        let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, words::percent(share))).to_vec();
        Axis { name, scale: Scale::over(0.0, 1.0), logarithmic: false, ticks }
    }

    /// Shares from 0 to a highest one, ticked in per cent.
    pub fn shares_to(name: &'static str, highest: f64) -> Axis {
        let scale = Scale::over(0.0, if highest > 0.0 { highest } else { 1.0 });
        let ticks = scale.ticks(4).into_iter().map(|share| (share, words::percent(share))).collect();
        Axis { name, scale, logarithmic: false, ticks }
    }

    /// An even axis from one number to another.
    pub fn linear(name: &'static str, from: f64, to: f64) -> Axis {
        let scale = Scale::over(from, to);
        let ticks = scale.ticks(6).into_iter().map(|value| (value, words::figure(value))).collect();
        Axis { name, scale, logarithmic: false, ticks }
    }

    /// A logarithmic axis from one power of ten to another.
    pub fn decades(name: &'static str, from: i32, to: i32) -> Axis {
        let scale = Scale::over(f64::from(from), f64::from(to));
        let ticks = scale.decades(6).into_iter().map(|power| (f64::from(power), power_of_ten(power))).collect();
        Axis { name, scale, logarithmic: true, ticks }
    }

    /// Where a value stands: 0 to 1, values beyond an end at that end.
    pub fn at(&self, value: f64) -> f64 {
        let value = if self.logarithmic { value.max(f64::MIN_POSITIVE).log10() } else { value };
        let at = self.scale.at(value);
        if at.is_finite() { at.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// A chart in its frame.
pub struct Frame {
    /// The axis across.
    pub x: Axis,
    /// The axis up.
    pub y: Axis,
}

impl Frame {
    /// Where a point stands: a share of the width, and pixels down.
    pub fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.x.at(x), TOP + (1.0 - self.y.at(y)) * HEIGHT)
    }

    /// A line through points.
    pub fn line(&self, m: &mut Markup, class: &'static str, points: impl IntoIterator<Item = (f64, f64)>) {
        stretched(m, TOP + HEIGHT, |m| curve(m, class, points.into_iter().map(|point| self.at(point))));
    }

    /// The whole drawing; `label` tells it to those who do not see it.
    pub fn draw(&self, m: &mut Markup, label: &str, inside: impl FnOnce(&mut Markup, &Frame)) {
        let floor = TOP + HEIGHT;
        let height = Px(floor + 44.0);
        let attributes: crate::html::markup::Attributes =
            &[("class", &"plot framed"), ("height", &height), ("role", &"img"), ("aria-label", &label)];
        m.element("svg", attributes, |m| {
            m.line("text", &[("class", &"note"), ("x", &"0"), ("y", &"10")], self.y.name);
            for (value, name) in &self.y.ticks {
                let y = TOP + (1.0 - self.y.scale.at(*value)) * HEIGHT;
                rule(m, "grid", (0.0, y), (1.0, y));
                let place: crate::html::markup::Attributes =
                    &[("class", &"tick"), ("x", &"-8"), ("y", &Px(y)), ("dy", &"0.32em"), ("text-anchor", &"end")];
                m.line("text", place, name);
            }
            inside(m, self);
            rule(m, "axis", (0.0, floor), (1.0, floor));
            for (value, name) in &self.x.ticks {
                let x = self.x.scale.at(*value);
                rule(m, "axis", (x, floor), (x, floor + 4.0));
                let (x, y) = (Share(x), Px(floor + 18.0));
                m.line("text", &[("class", &"tick"), ("x", &x), ("y", &y), ("text-anchor", &"middle")], name);
            }
            let below = Px(floor + 38.0);
            m.line("text", &[("class", &"note"), ("x", &"100%"), ("y", &below), ("text-anchor", &"end")], self.x.name);
        });
    }
}
