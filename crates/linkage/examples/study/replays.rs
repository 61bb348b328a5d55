//! How many series a register without series shows on some day, where each day is looked at.

use crate::{DRAWS, Failure};
use colligate_evidence::Model;
use colligate_linkage::result::{LinkResult, RegisterSummary};
use colligate_linkage::{LinkOptions, Silent, replay};
use colligate_register::Day;
use colligate_register::simulate::{County, county};
use rayon::prelude::*;

/// E-values at which a series is held to be visible; none is above the alert level.
const LEVELS: [f64; 4] = [0.03, 0.1, 0.3, 1.0];
/// Deaths of a simulated county.
const DEATHS: usize = 5_000;

/// Over simulated counties: series with an E-value at or below each level at the end, and on any day.
pub fn counties(registers: u64) -> Result<(), Failure> {
    let of_one = |seed: u64| -> Result<(Vec<f64>, Vec<f64>), String> {
        let register = county(&County { deaths: DEATHS, ..County::default() }, seed);
        let options =
            LinkOptions { draws: DRAWS, all_draws: true, surges: false, seed: 7_000 + seed, ..LinkOptions::default() };
        let replayed = replay(&register, RegisterSummary::default(), &Model::default(), &options, &Silent);
        let result = replayed.map_err(|error| error.to_string())?.result;
        Ok((result.series.iter().map(|series| series.e_value.value).collect(), lowest(&result)))
    };
    let found: Vec<(Vec<f64>, Vec<f64>)> = (0..registers).into_par_iter().map(of_one).collect::<Result<_, String>>()?;
    println!("level,registers,when,mean,standard_error");
    for level in LEVELS {
        let at_most = |all: &[f64]| all.iter().filter(|&&e_value| e_value <= level).count() as f64;
        let both: [(&str, Vec<f64>); 2] = [
            ("at the end", found.iter().map(|(end, _)| at_most(end)).collect()),
            ("on any day", found.iter().map(|(_, ever)| at_most(ever)).collect()),
        ];
        for (when, counts) in both {
            let n = counts.len() as f64;
            let mean = counts.iter().sum::<f64>() / n;
            let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
            println!("{level},{n},{when},{mean:.4},{:.4}", (variance / n).sqrt());
        }
    }
    Ok(())
}

/// The lowest E-value on any day of each series, of the end or lost.
fn lowest(result: &LinkResult) -> Vec<f64> {
    let of_curve = |curve: &[(Day, f64)]| curve.iter().map(|(_, e_value)| *e_value).fold(f64::INFINITY, f64::min);
    let ends = result.series.iter().filter_map(|series| series.visibility.as_ref()).map(|seen| of_curve(&seen.curve));
    ends.chain(result.lost.iter().map(|lost| lost.e_value)).collect()
}
