//! The engine held against truth: brute force, chance, and the number of threads.

use colligate_evidence::Model;
use colligate_linkage::candidates::{Reach, links};
use colligate_linkage::null::Exchange;
use colligate_linkage::result::{RegisterSummary, Reviewed};
use colligate_linkage::world::{Evidence, World};
use colligate_linkage::{LinkOptions, NearestIndex, Silent, all_deaths, link};
use colligate_register::simulate::{County, Plan, county, plant};
use colligate_register::{Contact, DeathId, Filter, Input, Kind, ReadOptions, Register, read};
use rayon::prelude::*;

fn simulated(deaths: usize, seed: u64) -> Register {
    county(&County { deaths, ..County::default() }, seed)
}

fn quick(draws: u32) -> LinkOptions {
    LinkOptions { draws, all_draws: true, replay: false, surges: false, ..LinkOptions::default() }
}

#[test]
fn the_links_are_those_of_comparing_every_pair() {
    within_reach(&simulated(2_500, 3));
}

#[test]
fn the_links_are_those_of_comparing_every_pair_on_both_sides_of_the_antimeridian() {
    let mut register = simulated(2_500, 3);
    let lons = register.deaths.iter().filter_map(|death| death.point).map(|point| point.lon);
    let (low, high) = lons.fold((f64::MAX, f64::MIN), |(low, high), lon| (low.min(lon), high.max(lon)));
    let here = within_reach(&register);
    for point in register.deaths.iter_mut().filter_map(|death| death.point.as_mut()) {
        let lon = point.lon - 0.5 * (low + high) + 180.0;
        point.lon = if lon > 180.0 { lon - 360.0 } else { lon };
    }
    let there = within_reach(&register);
    // Rounding may move a pair that stands at the floor.
    assert!(here.abs_diff(there) <= here / 500, "{here} {there}");
}

#[test]
fn the_links_are_those_of_comparing_every_pair_where_dates_are_missing_and_contacts_are_many() {
    let mut register = simulated(2_500, 3);
    for (k, death) in register.deaths.iter_mut().enumerate() {
        if k % 20 == 0 {
            death.died = None;
        }
        let contact = |at: usize| {
            let number = if k % 600 < 3 { k / 600 } else { k };
            let one = |what: &str| Some(format!("{what}{at}{number:09}").into());
            Contact {
                telephone: one(""),
                handle: one("@"),
                vehicle: one("V"),
                address: one("A "),
                ..Contact::default()
            }
        };
        death.contacts = (0..8).map(contact).collect();
    }
    within_reach(&register);
    everywhere(&register, 4.0);
}

/// Compares links with brute force, and gives their number.
fn within_reach(register: &Register) -> usize {
    let evidence = Evidence::new(register, &Model::default());
    let all = all_deaths(register);
    let world = World::real(register, &evidence, &all);
    let is_known = |unit: usize| evidence.time.is_known(world.dates[unit].0);
    let mut count = 0;
    // Within 15 km cells are so full that they are cut smaller, with several rings around each.
    for (max_km, floor) in [(2.0, 1.5), (15.0, 2.0)] {
        let reach = Reach { max_km, max_days: 900, floor };
        let mut brute = Vec::new();
        for a in 0..all.len() {
            for b in a + 1..all.len() {
                let near = world.spots[a].distance2(&world.spots[b]) <= reach.max_km * reach.max_km;
                let known = is_known(a) && is_known(b);
                let soon = known && world.dates[a].0.abs_diff(world.dates[b].0) <= reach.max_days as u32;
                if near && soon && world.factor(a, b).log10() >= reach.floor {
                    brute.push((a as u32, b as u32));
                }
            }
        }
        let found: Vec<(u32, u32)> = links(&world, &reach).0.iter().map(|link| (link.a, link.b)).collect();
        assert!(brute.len() > 100, "{}", brute.len());
        assert_eq!(found, brute);
        count += brute.len();
    }
    count
}

#[test]
fn the_nearest_deaths_are_those_of_comparing_with_every_death() {
    nearest_of_all(&simulated(3_000, 5), 7);
}

#[test]
fn on_a_real_register_the_nearest_deaths_are_those_of_comparing_with_every_death() {
    if let Some(register) = milwaukee() {
        nearest_of_all(&register, 151);
    }
}

/// The register of Milwaukee County, where it is at hand.
fn milwaukee() -> Option<Register> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers/milwaukee_2020_2026.csv.gz");
    if !std::path::Path::new(path).exists() {
        println!("skipped: the register of Milwaukee County is not at {path}");
        return None;
    }
    let reading = read(Input::Path(path.into()), &ReadOptions::default());
    assert!(reading.is_ok(), "{path} cannot be read");
    reading.ok().map(|reading| reading.register)
}

/// Compares the ten nearest of every so many deaths with brute force.
fn nearest_of_all(register: &Register, step: usize) {
    let evidence = Evidence::new(register, &Model::default());
    let all = all_deaths(register);
    let world = World::real(register, &evidence, &all);
    let index = NearestIndex::new(register, &evidence, &all);
    for death in (0..all.len()).step_by(step) {
        let others = (0..all.len()).filter(|&other| other != death);
        let weight = |other: usize| world.factor(death, other).log10() as f32;
        let mut brute: Vec<(f32, u32)> = others.map(|other| (weight(other), other as u32)).collect();
        brute.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let brute: Vec<u32> = brute.iter().take(10).map(|(_, other)| *other).collect();
        let found: Vec<u32> = index.heaviest(death, 10, None).iter().map(|link| link.b).collect();
        assert_eq!(found, brute, "nearest of {death}");
    }
}

fn brute(world: &World, floor: f64) -> Vec<(u32, u32)> {
    let units = world.deaths.len();
    let row = |a: usize| {
        (a + 1..units).filter(move |&b| world.factor(a, b).log10() >= floor).map(move |b| (a as u32, b as u32))
    };
    (0..units).into_par_iter().flat_map_iter(row).collect()
}

fn everywhere(register: &Register, floor: f64) -> usize {
    let register = register.latest();
    let evidence = Evidence::new(&register, &Model::default());
    let all = all_deaths(&register);
    let world = World::real(&register, &evidence, &all);
    let found: Vec<(u32, u32)> =
        links(&world, &Reach::everywhere(floor)).0.iter().map(|link| (link.a, link.b)).collect();
    assert_eq!(found, brute(&world, floor));
    found.len()
}

#[test]
fn without_a_reach_the_links_are_those_of_every_pair_of_the_register() {
    assert!(everywhere(&simulated(2_000, 9), 2.0) > 100);
}

/// All 250 million pairs of 22,397 real deaths.
#[test]
fn on_a_real_register_the_links_are_those_of_every_pair() {
    let Some(register) = milwaukee() else { return };
    let links = everywhere(&register, 3.0);
    println!("{links} links");
    assert!(links > 1_000, "{links}");
}

#[test]
fn the_result_does_not_depend_on_the_number_of_threads() {
    let register = simulated(1_200, 5);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let linked =
            pool.install(|| link(&register, RegisterSummary::default(), &Model::default(), &quick(19), &Silent));
        serde_json::to_string(&linked.unwrap().result).unwrap()
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn a_planted_series_of_six_stands_first() {
    let register = simulated(4_000, 11);
    let plan = Plan { size: 6, radius_m: 200.0, days: 300, shared_substance: true, ..Plan::default() };
    let (planted, members) = plant(&register, &plan, 2).unwrap();
    // Which size of a series stands out most is told by tails, for which a few draws are not enough.
    let linked = link(&planted, RegisterSummary::default(), &Model::default(), &quick(199), &Silent).unwrap();
    let first = &linked.result.series[0];
    let hit = first.members.iter().filter(|member| members.contains(&member.id)).count();
    assert!(hit >= 4, "{hit} of {} members; E = {}", first.members.len(), first.e_value.value);
    assert!(first.e_value.value < 0.1, "{}", first.e_value.value);
}

#[test]
fn a_review_tells_every_death_asked_for_with_its_strongest_links() {
    let register = simulated(1_500, 7);
    let options = LinkOptions { among: Filter::parse("kind is fall").ok(), ..quick(9) };
    let linked = link(&register, RegisterSummary::default(), &Model::default(), &options, &Silent).unwrap();
    let review = linked.result.review.unwrap();
    let asked: Vec<_> =
        register.deaths.iter().filter(|death| death.kind == Kind::Fall).map(|death| &death.id).collect();
    assert_eq!((review.matching as usize, review.deaths.len()), (asked.len(), asked.len().min(200)));
    let strongest = |reviewed: &Reviewed| reviewed.links.first().map_or(f64::MIN, |link| link.weight);
    assert!(review.deaths.is_sorted_by(|x, y| strongest(x) >= strongest(y) - 1e-6));
    let all: Vec<_> = linked.links.iter().collect();
    let mut with_link = 0;
    for reviewed in &review.deaths {
        assert!(asked.contains(&&reviewed.death.id));
        let unit = reviewed.compared_as.as_ref().unwrap_or(&reviewed.death.id);
        let of_unit: Vec<f64> =
            all.iter().filter(|link| link.a == *unit || link.b == *unit).map(|link| link.weight).collect();
        let told: Vec<f64> = reviewed.links.iter().map(|link| link.weight).collect();
        assert_eq!(told.len(), of_unit.len().min(3));
        assert!(told.iter().zip(&of_unit).all(|(told, found)| (told - found).abs() < 1e-4), "{told:?} {of_unit:?}");
        with_link += usize::from(!told.is_empty());
    }
    assert!(with_link > 0 && with_link < review.deaths.len(), "{with_link} of {}", review.deaths.len());
    assert_eq!(review.linked as usize, with_link);
}

#[test]
fn a_death_folded_into_an_incident_is_still_asked_for() {
    let mut register = simulated(1_200, 5);
    // Another person at the place and on the day of the first member of the strongest series.
    let run = |register: &Register, among: Option<Filter>| {
        let options = LinkOptions { among, ..quick(9) };
        link(register, RegisterSummary::default(), &Model::default(), &options, &Silent).unwrap().result
    };
    let of_series = run(&register, None).series[0].members[0].id.clone();
    let mut second = register.deaths.iter().find(|death| death.id == of_series).cloned().unwrap();
    second.id = DeathId("SECOND".into());
    register.deaths.push(second);
    let result = run(&register, Filter::parse("id is SECOND").ok());
    assert!(result.series.iter().any(|series| series.members.iter().any(|member| member.id == of_series)));
    let review = result.review.unwrap();
    assert_eq!(review.matching, 1);
    assert_eq!(review.deaths[0].compared_as.as_ref(), Some(&of_series));
    assert!(review.deaths[0].series.is_some() && !review.deaths[0].links.is_empty());
}

/// The reduced form of the calibration in `docs/method.md`.
#[test]
fn chance_gives_about_as_many_series_as_e_values_say() {
    const REGISTERS: u64 = 24;
    const LEVELS: [f64; 3] = [0.1, 1.0, 3.0];
    let at = |seed: u64| {
        let options = LinkOptions { seed: 100 + seed, ..quick(39) };
        let register = simulated(1_500, 1_000 + seed);
        let linked = link(&register, RegisterSummary::default(), &Model::default(), &options, &Silent).unwrap();
        LEVELS.map(|level| linked.result.series.iter().filter(|series| series.e_value.value <= level).count() as f64)
    };
    let counts: Vec<[f64; 3]> = (0..REGISTERS).map(at).collect();
    for (k, level) in LEVELS.into_iter().enumerate() {
        let mean = counts.iter().map(|counts| counts[k]).sum::<f64>() / REGISTERS as f64;
        println!("{mean} at {level}");
        // Counts are nearly Poisson; two and a half standard errors, nearly.
        assert!((mean - level).abs() < 2.4 * (level / REGISTERS as f64).sqrt(), "{mean} at {level}");
    }
}

/// Over unrelated pairs of one kind of death the mean Bayes factor of each kind of evidence is one. The kind itself is
/// left out: it is counted once, not among deaths of one kind.
#[test]
fn the_mean_bayes_factor_over_unrelated_pairs_of_one_kind_is_one() {
    let register = simulated(5_000, 21);
    let evidence = Evidence::new(&register, &Model::default());
    let all = all_deaths(&register);
    let real = World::real(&register, &evidence, &all);
    let null = Exchange::new(&register, &real).draw(&real, 1, 0);
    let names: Vec<&str> = null.names().collect();
    for kind in [Kind::Drug, Kind::Natural] {
        let of_kind: Vec<usize> = (0..all.len()).filter(|&at| register.deaths[at].kind == kind).collect();
        let (mut sums, mut total, mut pairs) = (vec![0.0; names.len()], 0.0, 0.0);
        for (n, &a) in of_kind.iter().enumerate() {
            for &b in of_kind[n + 1..].iter().step_by(3) {
                let factors = null.factors(a, b);
                sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += factor);
                total +=
                    factors.iter().zip(&names).filter(|(_, name)| **name != "kind").map(|(f, _)| f).product::<f64>();
                pairs += 1.0;
            }
        }
        for (name, sum) in names.iter().zip(&sums).filter(|(name, _)| **name != "kind") {
            println!("{kind} {name}: {:.3}", sum / pairs);
            assert!((0.8..1.25).contains(&(sum / pairs)), "{kind} {name}: {}", sum / pairs);
        }
        println!("{kind} all: {:.3}", total / pairs);
        assert!((0.8..1.25).contains(&(total / pairs)), "{kind} all: {}", total / pairs);
    }
}
