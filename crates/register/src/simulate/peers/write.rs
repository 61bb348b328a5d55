//! A peer register as CSV, and as a register in memory.

use super::{PeerTruth, Peers};
use crate::death::{Age, Death, Point};
use crate::kind::Kind;
use crate::register::Register;
use crate::terms::Terms;
use crate::time::Span;
use std::io::{self, Write};

impl Peers {
    /// Writes the deaths as CSV, a day at a time. Several substances are separated by `;`.
    pub fn write_csv(&self, writer: impl Write) -> io::Result<()> {
        let mut writer = io::BufWriter::with_capacity(1 << 16, writer);
        writeln!(writer, "id,died,lat,lon,age,sex,substances,place_kind,narrative")?;
        for death in self.iter() {
            write!(writer, "{},{},", death.id, death.day)?;
            match death.point {
                Some((lat, lon)) => write!(writer, "{lat:.6},{lon:.6},")?,
                None => write!(writer, ",,")?,
            }
            if let Some(age) = death.age {
                write!(writer, "{age}")?;
            }
            let (sex, substances) = (death.sex.as_str(), death.substances.join(";"));
            writeln!(writer, ",{sex},{substances},{},\"{}\"", death.place_kind, death.narrative)?;
        }
        writer.flush()
    }

    /// Writes the truth as CSV.
    pub fn write_truth_csv(&self, writer: impl Write) -> io::Result<()> {
        let mut writer = io::BufWriter::new(writer);
        writeln!(writer, "id,series")?;
        for PeerTruth { id, series } in self.truth() {
            writeln!(writer, "{id},{series}")?;
        }
        writer.flush()
    }

    /// All of it in memory.
    pub fn register(&self) -> Register {
        let mut terms = Terms::default();
        let deaths = self.iter().map(|peer| {
            let mut death = Death::new(&peer.id.to_string());
            death.died = Some(Span::on(peer.day));
            death.point = peer.point.map(|(lat, lon)| Point { lat, lon, imprecision_m: 0.0 });
            death.age = peer.age.map(|age| Age::exactly(f32::from(age)));
            death.sex = Some(peer.sex);
            death.place_kind = Some(terms.intern(peer.place_kind));
            if !peer.substances.is_empty() {
                death.kind = Kind::Drug;
                let mut found: Vec<_> = peer.substances.iter().map(|name| terms.intern(name)).collect();
                found.sort_unstable();
                death.substances = Some(found.into());
            }
            death.narrative = Some(peer.narrative.into());
            death
        });
        Register { deaths: deaths.collect(), terms, statements: Vec::new() }
    }
}
