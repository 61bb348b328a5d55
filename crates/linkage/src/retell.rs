//! A series that was found among all deaths, told from a part of them.

use crate::chance::Strong;
use crate::describe::Teller;
use crate::error::LinkError;
use crate::link::LinkOptions;
use crate::result::Series;
use crate::series::Grown;
use colligate_register::Silent;

impl Teller<'_> {
    /// The same series as these deaths tell of it: weights, sentences, counts and explanations are theirs. How unlikely it is, what
    /// would break it and when it could be seen stay as they were found, for they are the series' place among all that were looked
    /// for. `units` are its members and `fellows` the deaths that these stand for.
    ///
    /// # Errors
    /// [`LinkError::Scan`] where the scan for surges refuses its data, which it does for no register.
    pub(crate) fn retold(&self, found: &Series, units: &[u32], fellows: &[u32]) -> Result<Series, LinkError> {
        let set = Grown { members: units.to_vec(), weight: self.weight(units) };
        let mut series = self.series(found.rank, &Strong { strength: f64::NAN, set });
        for member in &mut series.members {
            let before = found.members.iter().find(|before| before.id == member.id);
            member.incident = before.map(|before| before.incident.clone()).unwrap_or_default();
        }
        if found.surges.is_some() {
            let around = self.look(LinkOptions::default().seed, &Silent).around(units, fellows)?;
            series.surges = Some(around.surges);
            series.explanations.push(around.explanation);
        }
        Ok(Series {
            e_value: found.e_value,
            breaks: found.breaks.clone(),
            visibility: found.visibility.clone(),
            ..series
        })
    }
}
