//! The mean Bayes factor over unrelated pairs of one kind of death, which should be one: of each kind of evidence, of all
//! that describes a death (`description`), of all together (`all`), and of all together if places and dates were each dealt
//! out anew among the deaths of the kind (`apart`). The last needs no dealing: over all deals the mean of a product is the
//! product of the means.

use crate::Failure;
use colligate_evidence::Model;
use colligate_linkage::all_deaths;
use colligate_linkage::null::Exchange;
use colligate_linkage::world::{Evidence, World};
use colligate_register::simulate::{County, county};
use colligate_register::{Kind, Register};

/// Deaths of a simulated county.
const DEATHS: usize = 5_000;
/// Fewest deaths of a kind that is told.
const FEWEST: usize = 20;
/// Pairs of a kind looked at in one register, about.
const PAIRS: usize = 3_000_000;

/// Means over the pairs of one kind in one register: of each kind of evidence, and of all together.
struct Means {
    kind: Kind,
    deaths: usize,
    names: Vec<&'static str>,
    means: Vec<f64>,
}

/// Over simulated counties of 5,000 deaths, in which nothing is linked.
pub fn counties(registers: u64) -> Result<(), Failure> {
    let of = |seed: u64| {
        let register = county(&County { deaths: DEATHS, ..County::default() }, 500 + seed);
        let evidence = Evidence::new(&register, &Model::default());
        let all = all_deaths(&register);
        of_kinds(&register, &World::real(&register, &evidence, &all))
    };
    print((0..registers).flat_map(of).collect());
    Ok(())
}

/// Over null registers of a register.
pub fn nulls(register: &Register, draws: u64) -> Result<(), Failure> {
    let latest = register.latest();
    let evidence = Evidence::new(&latest, &Model::default());
    let all = all_deaths(&latest);
    let real = World::real(&latest, &evidence, &all);
    let exchange = Exchange::new(&latest, &real);
    print((0..draws).flat_map(|draw| of_kinds(&latest, &exchange.draw(&real, 1, draw))).collect());
    Ok(())
}

fn of_kinds(register: &Register, world: &World) -> Vec<Means> {
    let names: Vec<&'static str> = world.names().collect();
    let of_kind = |&kind: &Kind| {
        let deaths: Vec<usize> = (0..register.deaths.len()).filter(|&i| register.deaths[i].kind == kind).collect();
        if deaths.len() < FEWEST {
            return None;
        }
        let step = (deaths.len() * deaths.len() / (2 * PAIRS)).max(1);
        let (mut sums, mut pairs) = (vec![0.0; names.len() + 2], 0.0);
        for (n, &a) in deaths.iter().enumerate() {
            for &b in deaths[n + 1..].iter().skip(n % step).step_by(step) {
                let factors = world.factors(a, b);
                sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += factor);
                let described = factors.iter().zip(&names).skip(2).filter(|(_, name)| **name != "kind");
                let description: f64 = described.map(|(factor, _)| factor).product();
                sums[names.len()] += description;
                sums[names.len() + 1] += description * factors[0] * factors[1];
                pairs += 1.0;
            }
        }
        let mut means: Vec<f64> = sums.iter().map(|sum| sum / pairs).collect();
        means.push(means[0] * means[1] * means[names.len()]);
        let names = names.iter().copied().chain(["description", "all", "apart"]).collect();
        Some(Means { kind, deaths: deaths.len(), names, means })
    };
    Kind::ALL.iter().filter_map(of_kind).collect()
}

fn print(all: Vec<Means>) {
    println!("kind,deaths,evidence,registers,mean,standard_error");
    for kind in Kind::ALL {
        let of_kind: Vec<&Means> = all.iter().filter(|means| means.kind == kind).collect();
        let Some(first) = of_kind.first() else { continue };
        let n = of_kind.len() as f64;
        let deaths = of_kind.iter().map(|means| means.deaths).sum::<usize>() as f64 / n;
        for (k, name) in first.names.iter().enumerate().filter(|(_, name)| **name != "kind") {
            let mean = of_kind.iter().map(|means| means.means[k]).sum::<f64>() / n;
            let variance =
                of_kind.iter().map(|means| (means.means[k] - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
            println!("{kind},{deaths:.0},{name},{n},{mean:.3},{:.3}", (variance / n).sqrt());
        }
    }
}
