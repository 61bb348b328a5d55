//! What the draws gave, and where the clusters stand among them.

use super::view::View;
use crate::charts::scan::draws;
use crate::html::markup::Markup;
use crate::words;
use colligate_scan::Simulated;

/// Clusters marked in one chart.
const MARKED: usize = 12;

/// Scans of an iterative scan whose draws are shown.
const SCANS: usize = 12;

pub fn chance(m: &mut Markup, view: &View) {
    m.element("section", &[("id", &"chance"), ("class", &"wide")], |m| {
        m.line("h2", &[], "What chance alone gives");
        if !view.judged() {
            m.line("p", &[], "No draws were made: how surprising these clusters are is not known.");
            return;
        }
        let sets = &view.result.simulated;
        for (scan, simulated) in (1..).zip(sets.iter().take(SCANS)) {
            if simulated.strongest.is_empty() {
                continue;
            }
            if sets.len() > 1 {
                m.line("h3", &[], format_args!("Scan {scan}"));
            }
            one(m, view, scan, simulated);
        }
        if sets.len() > SCANS {
            let rest = words::thousands((sets.len() - SCANS) as u64);
            m.line("p", &[("class", &"caption")], format_args!("The draws of {rest} more scans are not shown."));
        }
    });
}

fn one(m: &mut Markup, view: &View, scan: u32, simulated: &Simulated) {
    let all = (1..).zip(&view.result.clusters).filter(|(_, cluster)| cluster.scan == scan);
    let clusters: Vec<(usize, f64)> = all.map(|(number, cluster)| (number, cluster.statistic)).collect();
    let marked = clusters.get(..MARKED).unwrap_or(&clusters);
    m.element("figure", &[], |m| {
        draws(m, simulated, marked);
        m.element("figcaption", &[], |m| {
            let made = words::counted(simulated.strongest.len() as u64, "draw", "draws");
            m.say(format_args!("Bars: the strongest window of each of {made}; numbers: the clusters of the data. "));
            if clusters.len() > marked.len() {
                m.say(format_args!(
                    "Only the first {MARKED} of {} clusters are marked. ",
                    words::thousands(clusters.len() as u64)
                ));
            }
            if simulated.stopped_early {
                m.say("The draws were stopped early, since the strongest cluster was clearly not surprising. ");
            }
            if let Some(fit) = simulated.gumbel {
                let (location, scale) = (words::three_digits(fit.location), words::three_digits(fit.scale));
                m.say(format_args!(
                    "Line: the Gumbel distribution fitted to them (location {location}, scale {scale}). "
                ));
            }
            m.say(
                "Clusters after the first are judged against the strongest window of each draw too, which is strict.",
            );
        });
    });
}
