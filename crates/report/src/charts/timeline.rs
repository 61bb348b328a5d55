//! The members of a series in time, above the monthly count of deaths of their kinds nearby.

use super::{BADGE, after, badge, beside, dated, day_axis, day_scale, lanes, rule, scale};
use crate::html::markup::{Markup, Px, Share};
use crate::words;
use colligate_linkage::result::Series;
use colligate_register::Day;

/// Height of the bars, in pixels.
const BARS: f64 = 84.0;

/// Height of one lane of members, in pixels.
const LANE: f64 = 25.0;

/// Days of background shown before the first and after the last member.
const MARGIN: i32 = 365;

/// The timeline, or nothing where no member has a day.
pub fn timeline(m: &mut Markup, series: &Series) {
    let members = dated(series);
    let (Some(first), Some(last)) =
        (members.iter().map(|(_, day, _)| *day).min(), members.iter().map(|(_, day, _)| *day).max())
    else {
        return;
    };
    let (from, to) = shown(series, first, last);
    let scale = day_scale(from, to);
    let at = |day: Day| scale.at(f64::from(day.0));
    let places: Vec<f64> = members.iter().map(|(_, day, _)| at(*day)).collect();
    let lanes = lanes(&places);
    let top = 26.0 + LANE * (1 + lanes.iter().max().copied().unwrap_or(0)) as f64;
    let floor = top + BARS;
    let label = format!("Timeline of series {}: {}", series.rank, words::days(Some(first), Some(last)));
    m.element(
        "svg",
        &[("class", &"plot"), ("height", &Px(floor + 26.0)), ("role", &"img"), ("aria-label", &label)],
        |m| {
            let visible = series.visibility.as_ref().and_then(|visibility| visibility.visible);
            let visible = visible.filter(|day| *day >= from && *day <= to).map(|day| (day, at(day)));
            if let Some((_, x)) = visible {
                after(m, x, floor);
            }
            bars(m, series, from, to, floor);
            if let Some((day, x)) = visible {
                rule(m, "visible", (x, 0.0), (x, floor));
                beside(m, "note strong", x, 13.0, &format!("visible from {}", words::day(day)));
            }
            for (&(number, _, ref title), (&x, &lane)) in members.iter().zip(places.iter().zip(&lanes)) {
                let y = 26.0 + BADGE + LANE * lane as f64;
                rule(m, "stem", (x, y), (x, floor));
                badge(m, x, y, number, title);
            }
            day_axis(m, from, to, floor);
        },
    );
}

/// From when to when: a year before the first and after the last member, as far as the background goes.
fn shown(series: &Series, first: Day, last: Day) -> (Day, Day) {
    let (begin, end) = (first + -MARGIN, last + MARGIN);
    let known_from = series.background.first().map_or(begin, |(month, _)| *month);
    let known_to = series.background.last().map_or(end, |(month, _)| *month + 31);
    (begin.max(known_from).min(first + -15), end.min(known_to).max(last + 15))
}

fn bars(m: &mut Markup, series: &Series, from: Day, to: Day, floor: f64) {
    let shown = series.background.iter().filter(|(month, _)| *month + 15 >= from && *month <= to);
    let Some(most) = shown.clone().map(|(_, count)| *count).max().filter(|most| *most > 0) else { return };
    let counts = scale::Scale::over(0.0, f64::from(most));
    for tick in counts.ticks(2).into_iter().filter(|tick| tick.fract() == 0.0) {
        let y = floor - counts.at(tick) * BARS;
        rule(m, "grid", (0.0, y), (1.0, y));
        m.line(
            "text",
            &[("class", &"tick"), ("x", &"-8"), ("y", &Px(y)), ("dy", &"0.32em"), ("text-anchor", &"end")],
            tick,
        );
    }
    let days = day_scale(from, to);
    m.element("g", &[("class", &"bars")], |m| {
        for (month, count) in shown {
            let (left, right) = (days.at(f64::from(month.0)).max(0.0), days.at(f64::from(month.0) + 28.5).min(1.0));
            let height = counts.at(f64::from(*count)) * BARS;
            m.element(
                "rect",
                &[
                    ("x", &Share(left)),
                    ("width", &Share(right - left)),
                    ("y", &Px(floor - height)),
                    ("height", &Px(height)),
                ],
                |m| {
                    m.line(
                        "title",
                        &[],
                        format_args!(
                            "{}: {}",
                            words::month(*month),
                            words::counted(u64::from(*count), "death", "deaths")
                        ),
                    )
                },
            );
        }
    });
}
