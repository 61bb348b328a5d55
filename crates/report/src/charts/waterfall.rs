//! What each evidence adds to a weight: one bar each, from where the one before ended, then the total.

use super::{rule, scale::Scale, void};
use crate::html::markup::{Markup, Share};
use crate::words;
use colligate_linkage::result::EvidenceWeight;

/// Height of a bar in pixels.
const BAR: f64 = 14.0;

/// A waterfall as a list: the name of each evidence, its weight, its bar and its sentence.
///
/// `total` is the weight these parts are said to add up to; where parts were capped together it is less than their
/// sum, which the last row then says.
pub fn waterfall(m: &mut Markup, evidence: &[EvidenceWeight], total: f64) {
    let mut ends = vec![0.0];
    for each in evidence {
        ends.push(ends.last().copied().unwrap_or(0.0) + finite(each.weight));
    }
    let sum = ends.last().copied().unwrap_or(0.0);
    let total = finite(total);
    let reach = |pick: fn(f64, f64) -> f64| ends.iter().copied().fold(total, pick);
    let scale = Scale::over(reach(f64::min).min(0.0), reach(f64::max).max(0.5));
    m.element("ol", &[("class", &"waterfall")], |m| {
        for (each, ends) in evidence.iter().zip(ends.windows(2)) {
            if let [from, to] = *ends {
                let class = if to < from { "less" } else { "more" };
                row(m, class, &each.evidence, each.weight, &words::sentence(&each.sentence), scale, (from, to));
            }
        }
        let mut said = words::capital(&words::sentence(&words::odds(total)));
        if (sum - total).abs() >= 0.05 {
            said.push_str(&format!(
                " The rows add up to {}; what tells the same fact twice is counted once.",
                words::weight(sum)
            ));
        }
        row(m, "total", "total", total, &said, scale, (0.0, total));
    });
}

fn finite(weight: f64) -> f64 {
    if weight.is_finite() { weight } else { 0.0 }
}

fn row(
    m: &mut Markup,
    class: &'static str,
    name: &str,
    weight: f64,
    sentence: &str,
    scale: Scale,
    (from, to): (f64, f64),
) {
    m.element("li", &[("class", &class)], |m| {
        m.line("span", &[("class", &"name")], words::capital(name));
        m.line("span", &[("class", &"weight")], words::weight(weight));
        m.element("span", &[("class", &"bar"), ("aria-hidden", &"true")], |m| {
            m.element("svg", &[], |m| {
                let (zero, from, to) = (scale.at(0.0), scale.at(from), scale.at(to));
                rule(m, "zero", (zero, 0.0), (zero, 400.0));
                let (left, width) = (from.min(to), (from - to).abs().max(0.003));
                void(
                    m,
                    "rect",
                    &[("x", &Share(left)), ("y", &"4"), ("width", &Share(width)), ("height", &BAR), ("rx", &"1.5")],
                );
                if class != "total" {
                    rule(m, "join", (to, 4.0 + BAR), (to, 400.0));
                }
            })
        });
        m.line("span", &[("class", &"why")], sentence);
    });
}
