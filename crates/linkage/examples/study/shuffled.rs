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
