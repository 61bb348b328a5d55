//! The null registers of the office: drawn when series are first looked for, and again when there are many more deaths.

use crate::actor::{Actor, Right};
use crate::alerts::Alert;
use crate::error::CaseError;
use crate::store::{Store, Writing};
use crate::threads::beside;
use colligate_evidence::Model;
use colligate_linkage::candidates::Reach;
use colligate_linkage::chance::Null;
use colligate_linkage::result::RegisterSummary;
use colligate_linkage::{LinkOptions, Progress, Silent};
use serde::{Deserialize, Serialize};

/// Null registers drawn for the office: E-values down to a hundredth are counted, smaller ones fitted.
const DRAWS: u32 = 99;
/// They are drawn again when there are so many times as many deaths.
const GROWN: f64 = 1.1;
/// Up to so many times as many deaths the old ones serve until then, so that nobody waits a minute for an alert: chance gives about as
/// many times more series, which is less than an E-value is sure of.
const NEAR: f64 = 1.25;
/// Series of interest kept, at most.
const TOP: usize = 50;
const NULLS: &str = "null registers";
/// Null registers that were drawn, and of what.
#[derive(Serialize, Deserialize)]
pub(crate) struct Drawn {
    deaths: usize,
    model: String,
    null: Null,
}

/// What series are judged by.
pub(crate) enum Chance {
    /// Null registers that are on record.
    Drawn(Drawn),
    /// Null registers that were drawn just now.
    New(Null),
    /// Null registers that are still to be drawn.
    ToDraw,
}

impl Chance {
    pub(crate) fn null(self) -> Option<Null> {
        match self {
            Chance::Drawn(drawn) => Some(drawn.null),
            Chance::New(null) => Some(null),
            Chance::ToDraw => None,
        }
    }
}

impl Drawn {
    pub(crate) fn of(deaths: usize, null: Null) -> Drawn {
        Drawn { deaths, model: Model::default().hash(), null }
    }

    /// Those that were kept, where they are of the rules and the model in use.
    fn read(kept: &str) -> Option<Drawn> {
        let drawn: Drawn = serde_json::from_str(kept).ok()?;
        (drawn.null.is_current() && drawn.model == Model::default().hash()).then_some(drawn)
    }

    /// True where they can judge a register of so many deaths.
    pub(crate) fn is_near(&self, deaths: usize) -> bool {
        (deaths as f64) < self.deaths as f64 * NEAR
    }

    fn is_outgrown(&self, deaths: usize) -> bool {
        deaths as f64 >= self.deaths as f64 * GROWN
    }
}

/// How the office looks for series.
pub(crate) fn options(deaths: usize) -> LinkOptions {
    let defaults = LinkOptions::default();
    let reach = Reach { floor: Reach::floor_for(deaths), ..defaults.reach };
    LinkOptions { reach, draws: DRAWS, all_draws: true, top: TOP, replay: false, ..defaults }
}

impl Store {
    /// The null registers on record, of the rules and the model in use.
    pub(crate) async fn drawn(&self) -> Result<Option<Drawn>, CaseError> {
        Ok(self.setting(NULLS).await?.and_then(|kept| Drawn::read(&kept)))
    }

    pub(crate) async fn keep_drawn(&self, writing: &mut Writing<'_>, drawn: Drawn) -> Result<(), CaseError> {
        self.set(writing, NULLS, &serde_json::to_string(&drawn)?).await
    }

    /// Draws the null registers again where the register has outgrown them, which takes a minute at 100,000 deaths, and then looks for
    /// series by them; nobody waits meanwhile. The alerts that were raised.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Link`].
    pub async fn draw_anew(
        &self,
        actor: &Actor,
        progress: impl Progress + Send + 'static,
    ) -> Result<Vec<Alert>, CaseError> {
        self.admit(actor, Right::Review, "link").await?;
        let known = self.known(actor).await?;
        let deaths = known.history().deaths.len();
        if self.drawn().await?.is_none_or(|drawn| !drawn.is_outgrown(deaths)) {
            return Ok(Vec::new());
        }
        let drawing = {
            let known = known.clone();
            tokio::task::spawn_blocking(move || {
                let options = LinkOptions { top: 0, surges: false, ..options(deaths) };
                beside(|| known.ready().link(known.history(), RegisterSummary::default(), &options, None, &progress))
            })
        };
        let (_, null) = drawing.await??;
        let Some(null) = null else { return Ok(Vec::new()) };
        let _turn = self.linking.lock().await;
        // What came in meanwhile is looked at, too.
        let known = self.known_now(actor).await?;
        self.find(actor, 0, known, Chance::New(null), Silent).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_registers_of_other_rules_or_of_another_model_are_not_used() {
        let kept = serde_json::to_value(Drawn::of(500, Null::new(&[], 7))).unwrap();
        let serves = |kept: &serde_json::Value| Drawn::read(&kept.to_string()).is_some();
        assert!(serves(&kept));
        let mut older = kept.clone();
        older["null"]["rules"] = 1.into();
        let mut without = kept.clone();
        without["null"].as_object_mut().unwrap().remove("rules");
        let mut other = kept;
        other["model"] = "another".into();
        for kept in [older, without, other, "of some other shape".into()] {
            assert!(!serves(&kept), "{kept}");
        }
    }
}
