//! One E-value with its range on a logarithmic axis that all rows of a list share.

use super::scale::Scale;
use super::{rule, void};
use crate::html::markup::{Markup, Share};
use colligate_linkage::result::{EValue, LinkResult};

/// The lowest E-value the axis tells apart.
const LOWEST: f64 = 1e-12;

/// The axis of a run: from below its smallest E-value to above its largest.
#[derive(Clone, Copy, Debug)]
pub struct EAxis {
    scale: Scale,
    alert: f64,
}

impl EAxis {
    /// The axis that holds every series of a run and the alert level.
    pub fn of(result: &LinkResult) -> EAxis {
        let values = result.series.iter().flat_map(|series| [series.e_value.low, series.e_value.high]);
        let (low, high) = values
            .chain([result.run.alert, 1.0])
            .filter(|value| *value > 0.0 && value.is_finite())
            .fold((1.0f64, 1.0f64), |(low, high), value| (low.min(value), high.max(value)));
        EAxis { scale: Scale::over(low.max(LOWEST).log10() - 0.2, high.log10() + 0.2), alert: result.run.alert }
    }

    fn at(self, value: f64) -> f64 {
        self.scale.at(value.max(LOWEST).log10()).clamp(0.0, 1.0)
    }
}

/// The range as a line, the value as a dot, the alert level as a tick.
pub fn e_axis(m: &mut Markup, e_value: &EValue, axis: EAxis) {
    m.element("svg", &[("class", &"e-axis"), ("height", &"18"), ("aria-hidden", &"true")], |m| {
        rule(m, "grid", (0.0, 9.0), (1.0, 9.0));
        if axis.alert > 0.0 {
            let alert = axis.at(axis.alert);
            rule(m, "alert", (alert, 1.0), (alert, 17.0));
        }
        let value = axis.at(if e_value.value > 0.0 { e_value.value } else { e_value.high });
        rule(m, "range", (axis.at(e_value.low), 9.0), (axis.at(e_value.high), 9.0));
        void(m, "circle", &[("cx", &Share(value)), ("cy", &"9"), ("r", &"4")]);
    });
}
