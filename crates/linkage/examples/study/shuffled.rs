//! A register with its own fine structure shuffled away: one null register of it, as a register.

use colligate_evidence::Model;
use colligate_linkage::all_deaths;
use colligate_linkage::null::Exchange;
use colligate_linkage::world::{Evidence, World};
use colligate_register::{Day, Point, Register, Span};
use std::collections::HashMap;

/// Draw number `draw`, from streams that no run of `link` uses.
pub fn shuffled(register: &Register, draw: u64) -> Register {
    const SEED: u64 = 0x5155_FF1E;
    let evidence = Evidence::new(register, &Model::default());
    let all = all_deaths(register);
    let world = World::real(register, &evidence, &all);
    let null = Exchange::new(register, &world).draw(&world, SEED, draw);
    let key = |lat: f64, lon: f64| (lat.to_bits(), lon.to_bits());
    let points: HashMap<(u64, u64), Point> =
        register.deaths.iter().filter_map(|death| death.point).map(|at| (key(at.lat, at.lon), at)).collect();
    let mut shuffled = register.clone();
    for (death, (spot, date)) in shuffled.deaths.iter_mut().zip(null.spots.iter().zip(&null.dates)) {
        death.point = points.get(&key(spot.lat, spot.lon)).copied();
        if evidence.time.is_known(date.0) {
            death.died = Some(Span::on(Day(date.0)));
        }
    }
    shuffled
}

/// The same with each address at its place, for a reader that looks whether the addresses at one point are one.
pub fn shuffled_with_addresses(register: &Register, draw: u64) -> Register {
    let key = |point: Point| (point.lat.to_bits(), point.lon.to_bits());
    let mut addresses: HashMap<(u64, u64), Vec<Option<Box<str>>>> = HashMap::new();
    for death in register.deaths.iter().rev() {
        if let Some(point) = death.point {
            addresses.entry(key(point)).or_default().push(death.place.clone());
        }
    }
    let mut shuffled = shuffled(register, draw);
    for death in &mut shuffled.deaths {
        if let Some(address) = death.point.and_then(|point| addresses.get_mut(&key(point))?.pop()) {
            death.place = address;
        }
    }
    shuffled
}
