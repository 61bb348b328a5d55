//! Series on record: found after each import, kept for ever, with their E-value over time.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::alerts::{Alert, FIRST_LOOK, Look};
use crate::db::{AnyRow, Row, query};
use crate::drawn::{Chance, Drawn, options};
use crate::error::CaseError;
use crate::known::Known;
use crate::last_look::{LINKED, mark, months};
use crate::series_record::{Earlier, SeriesDay, SeriesRecord, SeriesShort, series_of, short_of};
use crate::store::Store;
use crate::threads::apart;
use colligate_linkage::result::{RegisterSummary, Series};
use colligate_linkage::{LinkOptions, Progress};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Keeps the E-value of a day on which the office did not look, or of one on which it did.
const SEEN_BEFORE: &str = "INSERT INTO series_days (series, day, e_value, level) VALUES ($1, $2, $3, $4) \
                           ON CONFLICT (series, day) DO NOTHING";
const SEEN_NOW: &str = "INSERT INTO series_days (series, day, e_value, level) VALUES ($1, $2, $3, $4) \
                        ON CONFLICT (series, day) DO UPDATE SET e_value = excluded.e_value, level = excluded.level";

impl Store {
    /// Looks for series in everything on record, unless nothing is new since the last time, keeps what is found and raises alerts: those
    /// that were raised.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Link`].
    pub async fn link(
        &self,
        actor: &Actor,
        import: i64,
        progress: impl Progress + Send + 'static,
    ) -> Result<Vec<Alert>, CaseError> {
        self.admit(actor, Right::Review, "link").await?;
        // One after the other: the one that began last knows most.
        let _turn = self.linking.lock().await;
        let through = self.through().await?;
        if self.setting(LINKED).await?.is_some_and(|linked| linked == mark(through)) {
            return Ok(Vec::new());
        }
        let known = self.known_now(actor).await?;
        let drawn = self.drawn().await?.filter(|drawn| drawn.is_near(known.history().deaths.len()));
        self.find(actor, import, known, drawn.map_or(Chance::ToDraw, Chance::Drawn), progress).await
    }

    /// Looks for series by these null registers, keeps what is found and raises alerts. Whoever calls it holds the turn to link.
    pub(crate) async fn find(
        &self,
        actor: &Actor,
        import: i64,
        known: Arc<Known>,
        chance: Chance,
        progress: impl Progress + Send + 'static,
    ) -> Result<Vec<Alert>, CaseError> {
        let deaths = known.history().deaths.len();
        if deaths < 2 {
            return Ok(Vec::new());
        }
        let budget = self.budget().await?;
        let months = months(known.history());
        let any = query("SELECT 1 FROM series_days LIMIT 1").fetch_optional(&self.pool).await?;
        // Looking back is for series that were there before the office began to look.
        let options = LinkOptions { replay: any.is_none(), alert: budget.level(months), ..options(deaths) };
        let is_new = !matches!(chance, Chance::Drawn(_));
        let null = chance.null();
        let of = known.clone();
        let linked = tokio::task::spawn_blocking(move || {
            apart(|| of.ready().link(of.history(), RegisterSummary::default(), &options, null, &progress))
        });
        let (linked, null) = linked.await??;
        let found = linked.result.series;
        let wish = Wish::new(Right::Review, Deed::Combination, "deaths into series");
        let mut writing =
            self.allow(actor, wish.with(serde_json::json!({ "found": found.len(), "deaths": deaths }))).await?;
        let today = self.clock.today().to_string();
        if let Some(null) = null.filter(|_| is_new) {
            self.keep_drawn(&mut writing, Drawn::of(deaths, null)).await?;
        }
        query("UPDATE series SET current = 0").execute(&mut *writing.tx).await?;
        for series in &found {
            let members: Vec<&str> = series.members.iter().map(|member| member.id.as_str()).collect();
            query(
                "INSERT INTO series (id, members, deaths, first_seen, last_seen, current, e_value, weight, told) \
             VALUES ($1, $2, $3, $4, $4, 1, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET \
                 last_seen = excluded.last_seen, current = 1, e_value = excluded.e_value, weight = excluded.weight, told = excluded.told",
            )
            .bind(&series.id)
            .bind(serde_json::to_string(&members)?)
            .bind(serde_json::to_string(&deaths_in(series))?)
            .bind(&today)
            .bind(series.e_value.value)
            .bind(series.weight)
            .bind(serde_json::to_string(series)?)
            .execute(&mut *writing.tx)
            .await?;
            // What the office did not look at then never takes the place of what it saw.
            let back = series.visibility.iter().flat_map(|seen| &seen.curve);
            let back = back.map(|(day, e_value)| (day.to_string(), *e_value, SEEN_BEFORE));
            let now = (today.clone(), series.e_value.value, SEEN_NOW);
            for (day, e_value, text) in back.chain([now]) {
                let query = query(text).bind(&series.id).bind(day).bind(e_value);
                query.bind(budget.level(months)).execute(&mut *writing.tx).await?;
            }
        }
        if any.is_none() {
            self.set(&mut writing, FIRST_LOOK, &import.to_string()).await?;
        }
        let look = Look { level: budget.level(months), import, is_first: any.is_none(), through: known.through().0 };
        let raised = self.raise(&mut writing, &found, &known, look).await?;
        self.set(&mut writing, LINKED, &mark(known.through())).await?;
        writing.commit().await?;
        self.alerts_of(raised).await
    }

    /// The series that were found last, strongest first; those with a member that is closed to the actor are left out.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn all_series(&self, actor: &Actor) -> Result<Vec<SeriesShort>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let rows = query(
            "SELECT id, members, first_seen, last_seen, current, e_value, weight, deaths FROM series WHERE current = 1 \
             ORDER BY e_value, id",
        );
        let rows = rows.fetch_all(&self.pool).await?;
        let all = rows.iter().map(short_of).collect::<Result<Vec<_>, CaseError>>()?;
        Ok(all.into_iter().filter(|series| is_open(&series.deaths, &closed)).collect())
    }

    /// Series that are not among those found last, but that somebody reviewed or that have open matters: what people did about them is
    /// never lost from sight. The newest first.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn kept_series(&self, actor: &Actor) -> Result<Vec<SeriesShort>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let rows = query(
            "SELECT id, members, first_seen, last_seen, current, e_value, weight, deaths FROM series WHERE current = 0 \
             AND EXISTS (SELECT 1 FROM matters m WHERE m.subject = 'series ' || series.id) ORDER BY last_seen DESC, id",
        );
        let rows = rows.fetch_all(&self.pool).await?;
        let all = rows.iter().map(short_of).collect::<Result<Vec<_>, CaseError>>()?;
        Ok(all.into_iter().filter(|series| is_open(&series.deaths, &closed)).collect())
    }

    /// A series with its days, and those of the series that it grew from.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] where there is none, or a member is closed to the actor.
    pub async fn series(&self, actor: &Actor, id: &str) -> Result<SeriesRecord, CaseError> {
        let missing = || CaseError::NotFound { what: "series", id: id.to_owned() };
        let mut series = self.series_record(id).await?.ok_or_else(missing)?;
        let deaths = series.short.deaths.clone();
        let wish =
            Wish::new(Right::Read, Deed::Consultation, format!("series {id}")).on(&deaths).or_missing("series", id);
        self.allow(actor, wish).await?.commit().await?;
        let sight = self.sight_of(actor, &deaths).await?;
        let found = series.told;
        let told = tokio::task::spawn_blocking(move || sight.told(&found));
        series.told = told.await??;
        // Among those that are open to the actor: a gap would tell of one that is not.
        let all = self.all_series(actor).await?;
        series.told.rank = all.iter().position(|other| other.id == id).map_or(0, |at| at + 1);
        series.days = self.days_of(id).await?;
        for kin in self.kin(actor, &series).await? {
            if kin.members.iter().all(|member| series.short.members.contains(member)) {
                let days = self.days_of(&kin.id).await?;
                series.earlier.push(Earlier { id: kin.id, members: kin.members, days });
            }
        }
        Ok(series)
    }

    async fn days_of(&self, id: &str) -> Result<Vec<SeriesDay>, CaseError> {
        let rows = query("SELECT day, e_value, level FROM series_days WHERE series = $1 ORDER BY day");
        let rows = rows.bind(id).fetch_all(&self.pool).await?;
        let of =
            |row: &AnyRow| Ok(SeriesDay { day: row.try_get(0)?, e_value: row.try_get(1)?, level: row.try_get(2)? });
        rows.iter().map(of).collect()
    }

    pub(crate) async fn series_record(&self, id: &str) -> Result<Option<SeriesRecord>, CaseError> {
        let row = query(
            "SELECT id, members, first_seen, last_seen, current, e_value, weight, deaths, told FROM series WHERE id = $1",
        );
        row.bind(id).fetch_optional(&self.pool).await?.as_ref().map(series_of).transpose()
    }

    /// Series on record, current or not, that tell of any of these deaths.
    pub(crate) async fn series_with(&self, deaths: &FxHashSet<String>) -> Result<Vec<String>, CaseError> {
        let rows = query("SELECT id, deaths FROM series").fetch_all(&self.pool).await?;
        let mut with = Vec::new();
        for row in rows {
            let of: Vec<String> = serde_json::from_str(&row.try_get::<String, _>(1)?)?;
            if of.iter().any(|death| deaths.contains(death)) {
                with.push(row.try_get(0)?);
            }
        }
        Ok(with)
    }

    /// Series on record, current or not, that tell of none of these deaths.
    pub(crate) async fn open_series(&self, closed: &FxHashSet<String>) -> Result<FxHashSet<String>, CaseError> {
        let rows = query("SELECT id, deaths FROM series").fetch_all(&self.pool).await?;
        let mut open = FxHashSet::default();
        for row in rows {
            // Most have no death that is closed to them: nothing to look through.
            let has_closed = !closed.is_empty() && {
                let of: Vec<String> = serde_json::from_str(&row.try_get::<String, _>(1)?)?;
                of.iter().any(|death| closed.contains(death))
            };
            if !has_closed {
                open.insert(row.try_get(0)?);
            }
        }
        Ok(open)
    }

    /// The deaths that a series tells of.
    pub(crate) async fn deaths_of_series(&self, id: &str) -> Result<Option<Vec<String>>, CaseError> {
        let row = query("SELECT deaths FROM series WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
        row.map(|row| Ok(serde_json::from_str(&row.try_get::<String, _>(0)?)?)).transpose()
    }

    /// Series on record, current or not, that share two deaths or more with this one: what it grew out of or into.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn kin(&self, actor: &Actor, series: &SeriesRecord) -> Result<Vec<SeriesShort>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let rows = query(
            "SELECT id, members, first_seen, last_seen, current, e_value, weight, deaths FROM series ORDER BY first_seen, id",
        );
        let members: FxHashSet<&str> = series.short.members.iter().map(String::as_str).collect();
        let mut kin = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            let other = short_of(&row)?;
            let shared = other.members.iter().filter(|id| members.contains(id.as_str())).count();
            if shared >= 2 && other.id != series.short.id && is_open(&other.deaths, &closed) {
                kin.push(other);
            }
        }
        Ok(kin)
    }

    /// The current series of a death.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn series_of_death(&self, actor: &Actor, death: &str) -> Result<Vec<SeriesShort>, CaseError> {
        let all = self.all_series(actor).await?;
        Ok(all.into_iter().filter(|series| series.members.iter().any(|member| member == death)).collect())
    }
}

/// All deaths that a series tells of.
fn deaths_in(series: &Series) -> Vec<&str> {
    let of = |member: &colligate_linkage::result::Member| member.incident.len();
    let mut deaths: Vec<&str> = Vec::with_capacity(series.members.iter().map(|member| 1 + of(member)).sum());
    for member in &series.members {
        deaths.push(member.id.as_str());
        deaths.extend(member.incident.iter().map(|other| other.as_str()));
    }
    deaths
}

fn is_open(members: &[String], closed: &FxHashSet<String>) -> bool {
    !members.iter().any(|member| closed.contains(member))
}
