//! A review of part of a register: each death that was asked for, with its strongest links.

use crate::candidates::RawLink;
use crate::describe::Teller;
use crate::incidents::Folded;
use crate::result::{Review, Reviewed, Series};
use colligate_register::{Filter, Register};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Deaths told of, at most; those with the strongest links first.
const DEATHS: usize = 200;
/// Links told of one death, at most.
const LINKS: usize = 3;

/// Which deaths a filter asks for, and as which unit each of them was compared.
pub(crate) struct Asked {
    /// Index of the death, unit.
    deaths: Vec<(u32, u32)>,
}

impl Asked {
    /// The deaths of the register that match, whichever of an incident stands for it.
    pub(crate) fn of(filter: &Filter, register: &Register, units: &[u32], incidents: &[Folded]) -> Asked {
        let mut unit_of: BTreeMap<u32, u32> = (0..).zip(units).map(|(unit, &death)| (death, unit)).collect();
        for incident in incidents {
            let unit = incident.deaths.first().and_then(|first| unit_of.get(first).copied());
            unit_of.extend(incident.deaths.iter().filter_map(|&death| Some((death, unit?))));
        }
        let matches = |&(&death, _): &(&u32, &u32)| filter.matches(&register.deaths[death as usize], &register.terms);
        Asked { deaths: unit_of.iter().filter(matches).map(|(&death, &unit)| (death, unit)).collect() }
    }

    /// True where one of these units is or holds a death that was asked for.
    pub(crate) fn any(&self, units: &[u32]) -> bool {
        self.deaths.iter().any(|(_, unit)| units.contains(unit))
    }

    /// Each death with its strongest links; those with the strongest first, those with none last, else in the order of
    /// the register.
    pub(crate) fn review(&self, teller: &Teller, raw: &[RawLink], series: &[Series]) -> Review {
        let links = self.links(raw);
        let of = |unit: u32| links.get(&unit).map_or(&[][..], Vec::as_slice);
        let strongest = |unit: u32| of(unit).first().map_or(f32::MIN, |link| link.weight);
        let mut deaths = self.deaths.clone();
        deaths.sort_by(|x, y| strongest(y.1).total_cmp(&strongest(x.1)).then(x.0.cmp(&y.0)));
        Review {
            matching: deaths.len() as u64,
            linked: deaths.iter().filter(|(_, unit)| !of(*unit).is_empty()).count() as u64,
            deaths: deaths
                .par_iter()
                .take(DEATHS)
                .map(|&(death, unit)| reviewed(teller, death, unit, of(unit), series))
                .collect(),
        }
    }

    /// The links of each unit asked for, strongest first.
    fn links(&self, raw: &[RawLink]) -> BTreeMap<u32, Vec<RawLink>> {
        let mut links: BTreeMap<u32, Vec<RawLink>> = self.deaths.iter().map(|&(_, unit)| (unit, Vec::new())).collect();
        for link in raw {
            for unit in [link.a, link.b] {
                if let Some(links) = links.get_mut(&unit) {
                    links.push(*link);
                }
            }
        }
        for links in links.values_mut() {
            links.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
        }
        links
    }
}

fn reviewed(teller: &Teller, death: u32, unit: u32, links: &[RawLink], series: &[Series]) -> Reviewed {
    let death = teller.death_told(death as usize);
    let stands_for_it = teller.id(unit);
    let holds = |series: &&Series| series.members.iter().any(|member| member.id == stands_for_it);
    Reviewed {
        series: series.iter().find(holds).map(|series| series.id.clone()),
        links: links.iter().take(LINKS).map(|link| teller.link_by_day(link.a, link.b)).collect(),
        compared_as: (stands_for_it != death.id).then_some(stands_for_it),
        death,
    }
}
