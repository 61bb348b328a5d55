//! Stub of the engine, deleted before the last commit.
#![allow(missing_docs, dead_code)]
use colligate_evidence::Model;
use colligate_linkage::candidates::Reach;
use colligate_linkage::result::*;
use colligate_register::{DeathId, Filter, Register};
#[derive(Clone)]
pub struct LinkOptions {
    pub reach: Reach,
    pub draws: u32,
    pub all_draws: bool,
    pub seed: u64,
    pub alert: f64,
    pub top: usize,
    pub among: Option<Filter>,
    pub exploratory: bool,
    pub keep_incidents: bool,
    pub replay: bool,
}
pub trait Progress: Sync {
    fn stage(&self, name: &str, total: u64);
    fn advance(&self, by: u64);
    fn cancelled(&self) -> bool {
        false
    }
}
pub struct Linked {
    pub result: LinkResult,
    pub links: Vec<Link>,
}
#[derive(Debug)]
pub struct LinkError(String);
impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for LinkError {}
pub fn link(
    register: &Register,
    summary: RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    progress: &dyn Progress,
) -> Result<Linked, LinkError> {
    progress.stage("linking", 1);
    if register.deaths.len() < 2 {
        return Err(LinkError("too few".into()));
    }
    let result = LinkResult {
        schema: SCHEMA.into(),
        register: summary,
        model: ModelSummary { name: model.name.clone(), hash: model.hash(), toml: model.to_toml() },
        run: RunSummary { seed: options.seed, ..Default::default() },
        series: vec![],
        incidents: vec![],
        chance: Default::default(),
    };
    Ok(Linked { result, links: vec![] })
}
pub struct NearestDeaths {
    pub death: Member,
    pub ranked: Vec<(Member, Link)>,
}
pub fn nearest(
    _register: &Register,
    _model: &Model,
    id: &DeathId,
    _top: usize,
    _among: Option<&Filter>,
) -> Result<NearestDeaths, LinkError> {
    Err(LinkError(format!("the register has no death {id}")))
}
pub struct Replayed {
    pub result: LinkResult,
    pub days: u32,
}
pub fn replay(
    register: &Register,
    summary: RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    _every: i32,
    progress: &dyn Progress,
) -> Result<Replayed, LinkError> {
    Ok(Replayed { result: link(register, summary, model, options, progress)?.result, days: 0 })
}
