//! What a link run gives: the one structure behind the terminal, `series.json`, the report and the workbench.
//!
//! [`SCHEMA`] names its version; a field is never renamed or re-used within one version.

use crate::summary::Summary;
use colligate_register::{DateRange, Day, DeathId, NotCompared};
use serde::{Deserialize, Deserializer, Serialize};

/// Name and version of the schema of `series.json`.
pub const SCHEMA: &str = "colligate.series/1";

/// Everything one run found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkResult {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What was read.
    pub register: RegisterSummary,
    /// What it was compared with.
    pub model: ModelSummary,
    /// How the run was made.
    pub run: RunSummary,
    /// What stands out, and what chance would also show.
    #[serde(default)]
    pub summary: Summary,
    /// Series, strongest first.
    pub series: Vec<Series>,
    /// Series that stood out on some past day and are not among `series`, strongest first; empty where no replay was run.
    #[serde(default)]
    pub lost: Vec<Lost>,
    /// The deaths that `run.among` asks for, each with its strongest links; `None` where no filter was given.
    #[serde(default)]
    pub review: Option<Review>,
    /// Several deaths in one event, folded into one before the search unless `run.keep_incidents`.
    pub incidents: Vec<Incident>,
    /// What chance alone gives.
    pub chance: Chance,
}

/// The register in numbers. `used + partly_used + rejected = rows`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RegisterSummary {
    /// Name of the file, or `standard input`.
    pub source: String,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// Rows read, the header not counted.
    pub rows: u64,
    /// Rows of which every filled field was used.
    pub used: u64,
    /// Rows of which some field could not be used.
    pub partly_used: u64,
    /// Rows that could not be used at all.
    pub rejected: u64,
    /// First and last day of death.
    pub from: Option<Day>,
    /// Last day of death.
    pub to: Option<Day>,
    /// Deaths with coordinates.
    pub with_point: u64,
    /// Deaths with a date.
    #[serde(default)]
    pub with_date: u64,
    /// Deaths with substances on record.
    pub with_substances: u64,
    /// Deaths by kind, in words, most frequent first.
    pub kinds: Vec<(String, u64)>,
    /// What the checks noticed, one sentence each.
    pub notes: Vec<String>,
    /// Why most deaths, or all, could not be compared, and what to do; `None` where most could.
    #[serde(default)]
    pub not_compared: Option<NotCompared>,
    /// Later statements that were read with the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statements: Option<StatementSummary>,
}

impl RegisterSummary {
    /// Why nothing at all could be compared; `None` where something could.
    pub fn nothing_compared(&self) -> Option<&NotCompared> {
        self.not_compared.as_ref().filter(|not_compared| not_compared.nothing)
    }
}

/// Later statements in numbers. `used + rejected = rows`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatementSummary {
    /// Name of their file.
    pub source: String,
    /// Lines read.
    pub rows: u64,
    /// Statements that are used, on the day on which each became known.
    pub used: u64,
    /// Lines that could not be used.
    pub rejected: u64,
    /// The first hundred of those.
    pub rejects: Vec<RejectedStatement>,
}

/// A later statement that could not be used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedStatement {
    /// Its line.
    pub line: u64,
    /// The field it speaks of; empty where the line as a whole cannot be read.
    pub field: String,
    /// What stood there.
    pub value: String,
    /// Why it could not be used.
    pub reason: String,
}

/// The model in short.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelSummary {
    /// Its name.
    pub name: String,
    /// SHA-256 of its canonical text.
    pub hash: String,
    /// The whole model file.
    pub toml: String,
}

/// Settings of the run, enough to repeat it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunSummary {
    /// Version of the program.
    pub version: String,
    /// Seed of the null registers.
    pub seed: u64,
    /// Null registers drawn.
    pub draws: u32,
    /// Null registers asked for: more than `draws` where the answer was clear sooner.
    pub draws_asked: u32,
    /// Farthest apart two deaths are compared, in kilometres.
    pub max_km: f64,
    /// Longest gap over which two deaths are compared, in days.
    pub max_days: i32,
    /// Weight below which a pair is not a link.
    pub floor: f64,
    /// E-value at or below which a series raises an alert.
    pub alert: f64,
    /// The day on which the register was read: dates after it are no dates. `None` where nothing was compared with a today.
    #[serde(default)]
    pub today: Option<Day>,
    /// The filter of `--among`, if one was given.
    pub among: Option<String>,
    /// True where the settings were chosen after a look at the data.
    pub exploratory: bool,
    /// True where the deaths of one incident were compared one by one.
    #[serde(default)]
    pub keep_incidents: bool,
    /// Pairs compared, pairs kept as links.
    pub pairs_compared: u64,
    /// Pairs whose weight reached the floor.
    pub links: u64,
}

/// A number that was not worked out is null in JSON.
fn number_or_nan<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or(f64::NAN))
}

/// An E-value with its uncertainty; no number where no null register was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EValue {
    /// Expected number of series at least this strong in one null register.
    #[serde(deserialize_with = "number_or_nan")]
    pub value: f64,
    /// Lower end of its 95% interval.
    #[serde(deserialize_with = "number_or_nan")]
    pub low: f64,
    /// Upper end of its 95% interval.
    #[serde(deserialize_with = "number_or_nan")]
    pub high: f64,
    /// True where it comes from the fitted tail beyond the draws.
    pub from_tail: bool,
}

/// One death as a series shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Case number.
    pub id: DeathId,
    /// Line in the source.
    pub line: u64,
    /// Day of death, where it is known to the day (or the night); nothing where only a month, a year or an interval is.
    pub day: Option<Day>,
    /// When it happened, as exactly as it is on record: `2014-09-20`, `2014-09`, `2014`, `2014-05-01/2014-05-04`.
    #[serde(default)]
    pub died: Option<DateRange>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Place as recorded.
    pub place: Option<String>,
    /// Kind of place.
    pub place_kind: Option<String>,
    /// Age in words: `22`, `30–39`, `3 months`.
    pub age: Option<String>,
    /// Sex.
    pub sex: Option<String>,
    /// Kind of death in words.
    pub kind: String,
    /// Manner.
    pub manner: Option<String>,
    /// Category.
    pub category: Option<String>,
    /// Cause as recorded.
    pub cause: Option<String>,
    /// Substances by canonical name; `null` where no toxicology is on record.
    pub substances: Option<Vec<String>>,
    /// Circumstances.
    pub circumstances: Vec<String>,
    /// Other deaths of the same incident, folded into this one.
    pub incident: Vec<DeathId>,
    /// Weight by which this member resembles the rest of the series: what the series would lose without it.
    pub weight: f64,
}

impl Member {
    /// When it happened, as exactly as it is on record; results written before `died` was have the day alone.
    pub fn dates(&self) -> Option<DateRange> {
        self.died.or_else(|| self.day.map(|day| DateRange::between(day, day)))
    }

    /// Where it stands on a timeline: the day, or the middle of the days on which it can have happened. To draw it, never to
    /// print it.
    pub fn on_timeline(&self) -> Option<Day> {
        self.day.or_else(|| self.died.map(|dates| dates.first() + (dates.days() / 2) as i32))
    }
}

/// One kind of evidence in one link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceWeight {
    /// Name of the evidence: `place`, `time`, `substances`, …
    pub evidence: String,
    /// Weight: log10 of the Bayes factor.
    pub weight: f64,
    /// Why, in a sentence made of facts.
    pub sentence: String,
}

/// Two deaths and what links them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The earlier death.
    pub a: DeathId,
    /// The later death.
    pub b: DeathId,
    /// Total weight.
    pub weight: f64,
    /// Weight of each evidence, in the order of the model; the weights add up to the total.
    pub evidence: Vec<EvidenceWeight>,
}

/// When a series could have been seen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visibility {
    /// First day found on which its E-value was at or below the alert level (`docs/method.md`, section 9, says which days
    /// were looked at); `None` where it was on none of them.
    pub visible: Option<Day>,
    /// Members that stood out together on that day, of those known by then: the strongest part.
    pub members_then: Vec<DeathId>,
    /// Members that died after that day.
    pub deaths_after: Vec<DeathId>,
    /// Its E-value over time: on the days looked at; in a replay, on those on which it changed by a tenth or more.
    pub curve: Vec<(Day, f64)>,
}

/// A series that stood out on some past day and does not in the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lost {
    /// A short identifier made from the members' case numbers, as that of a series.
    pub id: String,
    /// Members on the day on which it was strongest, in order of case number.
    pub members: Vec<DeathId>,
    /// Day on which it was strongest.
    pub strongest: Day,
    /// Its E-value on that day: the lowest it had.
    pub e_value: f64,
    /// First day looked at on which its E-value was at or below the alert level.
    pub visible: Day,
    /// Last such day; it may have been above in between.
    pub until: Day,
    /// First day looked at after that; `None` where it was at or below the alert level to the end.
    pub fell: Option<Day>,
    /// What made it fall, in a sentence.
    pub why: String,
    /// Its E-value over time: the days on which it changed by a tenth or more.
    pub curve: Vec<(Day, f64)>,
}

/// Too many other deaths of one sort where and when members of a series died.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surge {
    /// Of which sort: `drug-related deaths`, `deaths with fentanyl`.
    pub among: String,
    /// Latitude of the centre of its circle.
    pub lat: f64,
    /// Longitude of the centre of its circle.
    pub lon: f64,
    /// Radius of its circle in metres.
    pub radius_m: f64,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Deaths of that sort inside, members of the series not counted.
    pub observed: u32,
    /// How many were to be expected there and then.
    pub expected: f64,
    /// Share of draws of chance in which the strongest surge around the series is as strong.
    pub p_value: f64,
    /// Members of the series that died there and then.
    pub members: Vec<DeathId>,
}

/// An innocent explanation to be weighed beside a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Short name: `same institution`, `one incident`, `surge of a substance`, `a place where many die`, `a general surge
    /// here at the time`.
    pub name: String,
    /// The counts behind it, in a sentence.
    pub sentence: String,
    /// True where the counts support it; it is shown either way.
    pub supported: bool,
}

/// Deaths held together by links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Rank in this run, from 1.
    pub rank: usize,
    /// A short identifier made from the members' case numbers: the same in every run that finds the same series.
    pub id: String,
    /// Expected number of series at least this strong by chance alone.
    pub e_value: EValue,
    /// Weight of the whole series: log10 of its Bayes factor.
    pub weight: f64,
    /// What each evidence contributes to that weight.
    pub evidence: Vec<EvidenceWeight>,
    /// Members in order of death.
    pub members: Vec<Member>,
    /// Latitude of the centre.
    pub lat: Option<f64>,
    /// Longitude of the centre.
    pub lon: Option<f64>,
    /// Greatest distance between two members in metres.
    pub extent_m: Option<f64>,
    /// Day of the first death.
    pub from: Option<Day>,
    /// Day of the last death.
    pub to: Option<Day>,
    /// Every pair of members, strongest first.
    pub links: Vec<Link>,
    /// The member the series would miss least.
    pub weakest: DeathId,
    /// What would break the series, one sentence each.
    pub breaks: Vec<String>,
    /// Innocent explanations.
    pub explanations: Vec<Explanation>,
    /// When it could have been seen; `None` where no replay was run.
    pub visibility: Option<Visibility>,
    /// Deaths of the members' kinds within 2 km of the centre, by month (first day of the month, count): the background of the timeline.
    pub background: Vec<(Day, u32)>,
    /// Places of other deaths within 2 km of the centre (latitude, longitude, in the members' time span ± 1 year): context for the map, at most 2,000.
    pub nearby: Vec<(f64, f64)>,
    /// Surges of other deaths that hold members in place and time, one a sort of death at most; `None` where none was looked
    /// for.
    #[serde(default)]
    pub surges: Option<Vec<Surge>>,
}

/// Part of a register looked at again: the deaths that a filter asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Deaths that match the filter.
    pub matching: u64,
    /// How many of them have a link.
    pub linked: u64,
    /// The deaths, those with the strongest links first, then those with none in the order of the register; 200 at most.
    pub deaths: Vec<Reviewed>,
}

/// One death of a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The death; its weight is 0, as it is shown by itself.
    pub death: Member,
    /// The death that stands for it where it was folded into an incident; its links are those of the incident.
    pub compared_as: Option<DeathId>,
    /// Identifier of the series in `series` that holds it.
    pub series: Option<String>,
    /// Its strongest links, strongest first, three at most. Empty: no death within `max_km` and `max_days` has a link of
    /// weight `floor` with it.
    pub links: Vec<Link>,
}

/// Several deaths in one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// The deaths.
    pub deaths: Vec<DeathId>,
    /// The day.
    pub day: Option<Day>,
    /// Place as recorded.
    pub place: Option<String>,
    /// Why they count as one, in a sentence.
    pub sentence: String,
    /// What was found of them where they were compared one by one; `None` where they were compared as one.
    #[serde(default)]
    pub kept_apart: Option<KeptApart>,
}

/// The deaths of one incident as a series of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptApart {
    /// Weight of their strongest part as a series: log10 of its Bayes factor.
    pub weight: f64,
    /// Expected number of series at least this strong by chance alone.
    pub e_value: EValue,
    /// Identifier of the series in `series` that holds two of them or more.
    pub series: Option<String>,
}

/// What chance alone gives: the curve on which every series is judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// (strength, expected number of null series at least that strong, lower, upper 95% bound), strength ascending.
    pub curve: Vec<(f64, f64, f64, f64)>,
    /// Strength of each observed series of `series`, in the same order.
    pub observed: Vec<f64>,
    /// Strength beyond which the tail is fitted.
    pub tail_from: Option<f64>,
    /// Fitted decay at the beginning of the tail: the expected number falls by 10 for each `1/rate` of strength, further out more
    /// slowly, since the decay is fitted to few values.
    pub tail_rate: Option<f64>,
    /// Standard error of `tail_rate`.
    pub tail_rate_se: Option<f64>,
}
