//! The register as it stood on a day, and the changes that lead from one day to the next.

use crate::death::{Death, DeathId};
use crate::enrich;
use crate::field::Field;
use crate::parse::dating::Dating;
use crate::place_kind;
use crate::register::Register;
use crate::set;
use crate::statement::{Statement, StatementError};
use crate::terms::Terms;
use crate::time::Day;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Something that became known on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The day.
    pub day: Day,
    /// Index of the death in [`Register::deaths`].
    pub death: usize,
    /// What became known.
    pub what: What,
}

/// What became known of a death.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The death itself, with the values first on record.
    Death,
    /// A later statement: its index in [`Register::statements`], and the field.
    Field(usize, Field),
}

impl Register {
    /// The register as it stood at the end of a day: the deaths known by then, each field as the last statement up to
    /// then has it. Terms keep their numbers. A death of which nothing tells when it was known is in no such view until the
    /// first statement on it.
    ///
    /// Statements that cannot be applied (see [`Register::apply`]) are left out; [`read_amendments`](crate::read_amendments)
    /// rejects those beforehand.
    ///
    /// ```
    /// use colligate_register::{Day, Field, Input, ReadOptions, Statement, read};
    /// let text = "id,died,cause\nA1,2014-06-19,unascertained\n";
    /// let input = Input::Bytes { name: "barking.csv".into(), bytes: text.into() };
    /// let mut register = read(input, &ReadOptions::default())?.register;
    /// register.statements.push(Statement {
    ///     death: register.deaths[0].id.clone(),
    ///     field: Field::Substances,
    ///     value: "GHB".into(),
    ///     known_from: Day::from_ymd(2014, 8, 15).unwrap(),
    ///     source: "toxicology".into(),
    /// });
    /// let before = register.as_of(Day::from_ymd(2014, 8, 14).unwrap());
    /// let after = register.as_of(Day::from_ymd(2014, 8, 15).unwrap());
    /// assert_eq!(before.deaths[0].substances, None);
    /// assert_eq!(after.deaths[0].substances.as_ref().map(|found| found.len()), Some(1));
    /// # Ok::<(), colligate_register::ReadError>(())
    /// ```
    pub fn as_of(&self, day: Day) -> Register {
        let mut terms = self.terms.clone();
        let known = self.known_days();
        let then = self.deaths.iter().zip(&known).filter(|(_, known)| known.is_some_and(|known| known <= day));
        let mut deaths: Vec<Death> = then.map(|(death, _)| death.clone()).collect();
        let mut statements: Vec<Statement> =
            self.statements.iter().filter(|said| said.known_from <= day).cloned().collect();
        statements.sort_by_key(|said| said.known_from);
        let index = index(&deaths);
        for said in &statements {
            if let Some(&at) = index.get(&said.death) {
                // A statement that cannot be applied changes nothing.
                let _ = apply(&mut deaths[at], &mut terms, said);
            }
        }
        statements.clear();
        Register { deaths, terms, statements }
    }

    /// Everything that became known, by day: first the deaths of the day, then its statements, each in the order of
    /// the register. Statements on a death that is not yet known fall on the day on which it is.
    pub fn changes(&self) -> Vec<Change> {
        let index = index(&self.deaths);
        let mut changes: Vec<Change> = Vec::with_capacity(self.deaths.len() + self.statements.len());
        let known_days = self.known_days();
        for (death, &known) in known_days.iter().enumerate() {
            changes.extend(known.map(|day| Change { day, death, what: What::Death }));
        }
        let mut statements: Vec<(Day, usize)> = self.statements.iter().map(|said| said.known_from).zip(0..).collect();
        statements.sort_unstable();
        for (day, at) in statements {
            let said = &self.statements[at];
            if let Some(&death) = index.get(&said.death)
                && let Some(known) = known_days[death]
            {
                changes.push(Change { day: day.max(known), death, what: What::Field(at, said.field) });
            }
        }
        // Stable, so that statements moved to one day keep the order in which they were made.
        changes.sort_by_key(|change| (change.day, change.what != What::Death));
        changes
    }

    /// The first day on which each death was known. One of which the register tells no such day, as where it has no date,
    /// was known by the day of the first statement on it.
    fn known_days(&self) -> Vec<Option<Day>> {
        let mut days: Vec<Option<Day>> = self.deaths.iter().map(Death::known).collect();
        if self.statements.is_empty() || days.iter().all(Option::is_some) {
            return days;
        }
        let mut first: FxHashMap<&DeathId, Day> = FxHashMap::default();
        for said in &self.statements {
            let day = first.entry(&said.death).or_insert(said.known_from);
            *day = (*day).min(said.known_from);
        }
        for (day, death) in days.iter_mut().zip(&self.deaths) {
            *day = day.or_else(|| first.get(&death.id).copied());
        }
        days
    }

    /// Puts a statement into force at once, whatever its day: the death then has the new value, and what follows from
    /// it (kind, substances named in the cause) anew.
    ///
    /// # Errors
    /// [`StatementError`] where the register has no such death or field, or the value cannot be read; nothing is
    /// changed then.
    pub fn apply(&mut self, statement: &Statement) -> Result<(), StatementError> {
        let at = self.deaths.iter().position(|death| death.id == statement.death);
        self.apply_at(at.ok_or_else(|| StatementError::NoSuchDeath(statement.death.clone()))?, statement)
    }

    /// The register with every statement in force and none left to come: what is on record in the end. A statement
    /// that cannot be applied (reading the amendments reported it) changes nothing. Without statements it is the register
    /// itself, of which ten millions are not held twice.
    pub fn latest(&self) -> Cow<'_, Register> {
        if self.statements.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut latest = self.clone();
        let statements = std::mem::take(&mut latest.statements);
        for change in self.changes() {
            if let What::Field(at, _) = change.what
                && let Some(said) = statements.get(at)
            {
                let _ = latest.apply_at(change.death, said);
            }
        }
        Cow::Owned(latest)
    }

    /// [`Register::apply`] for a death whose index is known, as [`Change::death`] gives it.
    ///
    /// # Errors
    /// As [`Register::apply`].
    pub fn apply_at(&mut self, death: usize, statement: &Statement) -> Result<(), StatementError> {
        match self.deaths.get_mut(death) {
            Some(death) => apply(death, &mut self.terms, statement),
            None => Err(StatementError::NoSuchDeath(statement.death.clone())),
        }
    }
}

/// Indices of deaths by case number.
pub(crate) fn index(deaths: &[Death]) -> FxHashMap<DeathId, usize> {
    deaths.iter().enumerate().map(|(at, death)| (death.id.clone(), at)).collect()
}

/// Puts a statement into force on its death.
pub(crate) fn apply(death: &mut Death, terms: &mut Terms, statement: &Statement) -> Result<(), StatementError> {
    let field = statement.field;
    let kind_of_place = death.place.as_deref().and_then(place_kind::classify);
    if field == Field::Place && kind_of_place == death.place_kind.map(|kind| terms.text(kind)) {
        // It was read from the place that is now replaced.
        death.place_kind = None;
    }
    let dating = Dating::said_on(statement.known_from);
    set::set(death, terms, field, &statement.value, dating).map_err(|reason| StatementError::Value {
        death: statement.death.clone(),
        field,
        reason,
    })?;
    enrich::enrich(death, terms);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_on_a_death_without_a_day_is_in_force_from_its_own_day() {
        let day = |text: &str| text.parse::<Day>().unwrap_or(Day(0));
        let said = |field: Field, value: &str, known_from: &str| Statement {
            death: DeathId("A1".into()),
            field,
            value: value.into(),
            known_from: day(known_from),
            source: "".into(),
        };
        let statements = vec![said(Field::Age, "41", "2014-09-01"), said(Field::Died, "2014-06-19", "2014-10-01")];
        let register = Register { deaths: vec![Death::new("A1"), Death::new("A2")], statements, ..Register::default() };
        let latest = register.latest();
        assert_eq!(latest.deaths[0].day(), Some(day("2014-06-19")));
        assert!(latest.deaths[0].age.is_some());
        let known = |on: &str| register.as_of(day(on)).deaths.len();
        assert_eq!([known("2014-08-31"), known("2014-09-01"), known("2014-10-01")], [0, 1, 1]);
        assert_eq!(register.changes().len(), 3, "the death and two statements; nothing tells when A2 was known");
    }
}
