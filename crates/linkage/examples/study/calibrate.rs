//! How many series a register without series shows at each E-value.

use crate::shuffled::shuffled;
use crate::{DRAWS, Failure};
use colligate_evidence::Model;
use colligate_linkage::result::RegisterSummary;
use colligate_linkage::{LinkOptions, Silent, link};
use colligate_register::Register;
use colligate_register::simulate::{County, county};
use rayon::prelude::*;

const LEVELS: [f64; 7] = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
/// Deaths of a simulated county.
const DEATHS: usize = 5_000;

/// Over simulated counties of 5,000 deaths.
pub fn counties(registers: u64) -> Result<(), Failure> {
    over(registers, |seed| county(&County { deaths: DEATHS, ..County::default() }, seed))
}

/// Over a register shuffled anew each time.
pub fn shuffles(register: &Register, registers: u64) -> Result<(), Failure> {
    let latest = register.latest();
    over(registers, |draw| shuffled(&latest, draw))
}

fn over(registers: u64, register: impl Fn(u64) -> Register + Sync) -> Result<(), Failure> {
    let e_values = |seed: u64| -> Result<Vec<f64>, String> {
        let register = register(seed);
        let options = LinkOptions {
            draws: DRAWS,
            all_draws: true,
            replay: false,
            surges: false,
            seed: 7_000 + seed,
            ..LinkOptions::default()
        };
        let linked = link(&register, RegisterSummary::default(), &Model::default(), &options, &Silent);
        let linked = linked.map_err(|error| error.to_string())?;
        Ok(linked.result.series.iter().map(|series| series.e_value.value).collect())
    };
    let found: Vec<Vec<f64>> = (0..registers).into_par_iter().map(e_values).collect::<Result<_, String>>()?;
    println!("level,registers,mean,standard_error");
    for level in LEVELS {
        let counts: Vec<f64> =
            found.iter().map(|all| all.iter().filter(|&&e_value| e_value <= level).count() as f64).collect();
        let n = counts.len() as f64;
        let mean = counts.iter().sum::<f64>() / n;
        let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        println!("{level},{n},{mean:.4},{:.4}", (variance / n).sqrt());
    }
    Ok(())
}
