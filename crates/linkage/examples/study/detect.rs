//! How many planted series are found, by the series of the engine and by average linkage.

use crate::Failure;
use crate::average::average;
use crate::shuffled::shuffled_with_addresses;
use colligate_evidence::Model;
use colligate_linkage::candidates::links;
use colligate_linkage::chance::{KEPT_A_DRAW, Null};
use colligate_linkage::null::Exchange;
use colligate_linkage::series::{Grown, LARGEST};
use colligate_linkage::world::{Evidence, World};
use colligate_linkage::{LinkOptions, OneEvent, fold, search};
use colligate_register::simulate::{Plan, plant};
use colligate_register::{Register, write_csv};
use rayon::prelude::*;
use std::fs::File;
use std::path::Path;

/// Null registers drawn for each planted register.
const DRAWS: u64 = 49;
/// Members, radius in metres, days, whether most share a rare substance.
const ROWS: [(usize, f64, i32, bool); 14] = [
    (4, 300.0, 365, true),
    (4, 150.0, 270, true),
    (2, 300.0, 365, true),
    (3, 300.0, 365, true),
    (5, 300.0, 365, true),
    (6, 300.0, 365, true),
    (7, 300.0, 365, true),
    (8, 300.0, 365, true),
    (4, 300.0, 365, false),
    (4, 1000.0, 540, true),
    (4, 100.0, 30, true),
    (4, 600.0, 365, true),
    (4, 150.0, 270, false),
    (6, 300.0, 365, false),
];

fn plan((size, radius_m, days, shared_substance): (usize, f64, i32, bool)) -> Plan {
    Plan { size, radius_m, days, shared_substance, ..Plan::default() }
}

/// What one way of grouping found in one planted register.
#[derive(Clone, Copy, Default)]
struct Found {
    /// E-value of the planted series; infinite where it was not found.
    planted: f64,
    /// Other series at E ≤ 1 and at E ≤ 0.1.
    others: [usize; 2],
}

/// Prints a table of all rows, so many series planted for each, one at a time.
pub fn all(register: &Register, plants: u64) -> Result<(), Failure> {
    let days: Vec<i32> = register.deaths.iter().filter_map(|death| death.day()).map(|day| day.0).collect();
    let first_last = days.iter().min().zip(days.iter().max());
    let years = first_last.map_or(1.0, |(first, last)| f64::from(last - first + 1) / 365.25);
    println!("size,radius_m,days,rare_substance,planted,method,at_1,at_0.1,others_a_year_at_1,others_a_year_at_0.1");
    for row in ROWS {
        let found: Vec<[Found; 2]> =
            (0..plants).into_par_iter().map(|seed| one(register, &plan(row), seed)).collect::<Result<_, String>>()?;
        for (at, method) in ["series", "average linkage"].into_iter().enumerate() {
            let of = |count: &dyn Fn(&Found) -> f64| {
                found.iter().map(|found| count(&found[at])).sum::<f64>() / found.len() as f64
            };
            let recall = |level: f64| of(&|found| f64::from(u8::from(found.planted <= level)));
            let others = |at: usize| of(&|found| found.others[at] as f64) / years;
            println!(
                "{},{},{},{},{plants},{method},{:.3},{:.3},{:.2},{:.2}",
                row.0,
                row.1,
                row.2,
                row.3,
                recall(1.0),
                recall(0.1),
                others(0),
                others(1)
            );
        }
    }
    Ok(())
}

/// Plants one series, and judges it against the null registers of the planted register.
fn one(register: &Register, plan: &Plan, seed: u64) -> Result<[Found; 2], String> {
    let reach = LinkOptions::default().reach;
    let (planted, ids) = plant(register, plan, seed).map_err(|error| error.to_string())?;
    let planted = planted.latest();
    let evidence = Evidence::new(&planted, &Model::default());
    let (units, _) = fold(&planted, &evidence);
    let world = World::real(&planted, &evidence, &units);
    let both = |world: &World| {
        let (raw, _) = links(world, &reach);
        [search(world, &raw, &reach, OneEvent::NoLink), average(world, &raw)]
    };
    let exchange = Exchange::new(&planted, &world);
    let mut drawn: [Vec<Vec<Vec<Grown>>>; 2] = Default::default();
    for draw in 0..DRAWS {
        for (all, mut found) in drawn.iter_mut().zip(both(&exchange.draw(&world, seed, draw))) {
            found.iter_mut().for_each(|sets| sets.truncate(KEPT_A_DRAW));
            all.push(found);
        }
    }
    let is_member = |unit: u32| ids.contains(&planted.deaths[units[unit as usize] as usize].id);
    let judge = |found: &[Vec<Grown>], drawn: &[Vec<Vec<Grown>>]| {
        let null = Null::new(drawn, LARGEST - 1);
        let mut judged = Found { planted: f64::INFINITY, others: [0, 0] };
        for strong in null.keep(found) {
            let e_value = null.e_value(strong.strength).value;
            let hit = strong.set.members.iter().filter(|&&unit| is_member(unit)).count();
            if hit >= 2 && 2 * hit >= plan.size && 2 * hit >= strong.set.members.len() {
                judged.planted = judged.planted.min(e_value);
            } else {
                judged.others[0] += usize::from(e_value <= 1.0);
                judged.others[1] += usize::from(e_value <= 0.1);
            }
        }
        judged
    };
    let [series, average] = both(&world);
    Ok([judge(&series, &drawn[0]), judge(&average, &drawn[1])])
}

/// Writes null registers and registers with a series of four planted within so many metres and days, for other methods: see
/// `bench/detection`. The column `series` is 1 for the members.
pub fn write(register: &Register, plants: u64, directory: &Path, extent: (f64, i32)) -> Result<(), Failure> {
    const NULLS: u64 = 20;
    std::fs::create_dir_all(directory)?;
    let latest = register.latest();
    for draw in 0..NULLS {
        with_series(&shuffled_with_addresses(&latest, draw), &[], &directory.join(format!("null_{draw:02}.csv")))?;
    }
    for seed in 0..plants {
        let (planted, ids) =
            plant(&shuffled_with_addresses(&latest, 1_000 + seed), &plan((4, extent.0, extent.1, true)), seed)?;
        with_series(&planted, &ids, &directory.join(format!("planted_{seed:02}.csv")))?;
    }
    Ok(())
}

fn with_series(register: &Register, ids: &[colligate_register::DeathId], path: &Path) -> Result<(), Failure> {
    let mut canonical = Vec::new();
    write_csv(register, &mut canonical)?;
    let mut out = csv::Writer::from_writer(File::create(path)?);
    let mut rows = csv::Reader::from_reader(&canonical[..]);
    let mut header = rows.headers()?.clone();
    header.push_field("series");
    header.push_field("kind");
    out.write_record(&header)?;
    for (row, death) in rows.records().zip(&register.deaths) {
        let mut row = row?;
        row.push_field(if ids.contains(&death.id) { "1" } else { "" });
        row.push_field(death.kind.as_str());
        out.write_record(&row)?;
    }
    Ok(out.flush()?)
}
