//! Matters of kinds that are for those who are named: for everybody else they are not there.

use super::kinds::all_kinds;
use super::spec::{MatterSpec, Sees};
use crate::actor::Actor;
use crate::db::{Part, Row, made_of, query};
use crate::error::CaseError;
use crate::store::{Store, Writing};
use rustc_hash::FxHashSet;

impl Store {
    /// Matters that the actor may not know of, because others are named for them.
    pub(crate) async fn hidden_matters(&self, actor: &Actor) -> Result<FxHashSet<String>, CaseError> {
        let kinds: Vec<&MatterSpec> = all_kinds().filter(|kind| kind.who.sees == Sees::Named).collect();
        if kinds.is_empty() || actor.is_console {
            return Ok(FxHashSet::default());
        }
        let text = made_of([
            Part::Text(
                "SELECT DISTINCT id FROM matters WHERE id NOT IN (SELECT matter FROM matter_names WHERE user_name = $1) \
                 AND kind IN (",
            ),
            Part::Places { first: 2, count: kinds.len() },
            Part::Text(")"),
        ]);
        let mut query = query(text).bind(&actor.name);
        for kind in kinds {
            query = query.bind(kind.name);
        }
        query.fetch_all(&self.pool).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

/// Names who sees a matter, where its kind is for those who are named: who puts it on record, and these.
pub(crate) async fn name(
    writing: &mut Writing<'_>,
    actor: &Actor,
    (kind, id): (&MatterSpec, &str),
    others: &[String],
) -> Result<(), CaseError> {
    if kind.who.sees != Sees::Named {
        return match others.is_empty() {
            true => Ok(()),
            false => Err(CaseError::Invalid(format!("{} is for all to whom its subject is open", kind.with_article()))),
        };
    }
    for user in std::iter::once(&actor.name).chain(others) {
        let known = query("SELECT 1 FROM users WHERE name = $1").bind(user);
        if known.fetch_optional(&mut *writing.tx).await?.is_none() {
            return Err(CaseError::NotFound { what: "user", id: user.clone() });
        }
        let text =
            "INSERT INTO matter_names (matter, user_name) VALUES ($1, $2) ON CONFLICT (matter, user_name) DO NOTHING";
        query(text).bind(id).bind(user).execute(&mut *writing.tx).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::actor::{Actor, Role};
    use crate::clock::Clock;
    use crate::error::CaseError;
    use crate::matters::kinds::SEALED;
    use crate::matters::{Body, Matter, NewMatter};
    use crate::names::Subject;
    use crate::store::Store;
    use crate::uploads::ImportFile;
    use crate::users::NewUser;

    fn actor(name: &str, role: Role) -> Actor {
        Actor { name: name.to_owned(), role, origin: "127.0.0.1".to_owned(), is_console: false }
    }

    fn sealed(state: &str, outcome: &str) -> Body {
        let values = [("whom", "Officer 1"), ("noticed", "2014-06-19"), ("state", state), ("outcome", outcome)];
        Body::of(&SEALED, values).unwrap()
    }

    async fn office(folder: &tempfile::TempDir) -> Store {
        let database = folder.path().join("case.db");
        let clock = Clock::set_to("2014-09-20".parse().unwrap());
        let store = Store::open(database.to_str().unwrap(), clock, None).await.unwrap();
        for (name, role) in [("sue", Role::Supervisor), ("sam", Role::Supervisor), ("rev", Role::Reviewer)] {
            let user = NewUser { name, full_name: name, role, team: "east", password: "three plain words" };
            store.add_user(&Actor::console("root"), &user).await.unwrap();
        }
        let bytes = b"id,died\nA1,2014-06-19\n".to_vec();
        store.import(&Actor::console("root"), ImportFile { name: "day.csv".to_owned(), bytes }).await.unwrap();
        store
    }

    #[tokio::test]
    async fn a_matter_for_those_who_are_named_is_nowhere_for_others() {
        let folder = tempfile::tempdir().unwrap();
        let store = office(&folder).await;
        let (sue, sam, rev) =
            (actor("sue", Role::Supervisor), actor("sam", Role::Supervisor), actor("rev", Role::Reviewer));
        let subject = Subject::Death("A1".to_owned());
        let new = NewMatter::new(subject.clone(), sealed("assessed", ""));
        assert!(matches!(store.add_matter(&rev, &new).await, Err(CaseError::Forbidden { .. })));
        let of_nobody = NewMatter { named: vec!["nobody".to_owned()], ..new.clone() };
        assert!(matches!(store.add_matter(&sue, &of_nobody).await, Err(CaseError::NotFound { what: "user", .. })));
        let id = store.add_matter(&sue, &new).await.unwrap();
        let ids = |matters: Vec<Matter>| matters.into_iter().map(|matter| matter.id).collect::<Vec<_>>();
        for (who, sees) in [(&sue, true), (&sam, false), (&rev, false)] {
            let expected: &[&String] = if sees { &[&id] } else { &[] };
            assert_eq!(ids(store.matters(who, &subject).await.unwrap()).iter().collect::<Vec<_>>(), expected);
            assert_eq!(ids(store.every_version(who, &subject).await.unwrap()).iter().collect::<Vec<_>>(), expected);
            assert_eq!(ids(store.queue(who, 10).await.unwrap()).iter().collect::<Vec<_>>(), expected);
            assert_eq!(store.search(who, "Officer", 0, 10).await.unwrap().hits.len(), expected.len());
            assert_eq!(store.versions(who, &id).await.is_ok(), sees);
        }
        // The answer is the one for what is not there.
        let missing =
            |outcome: Result<(), CaseError>| matches!(outcome, Err(CaseError::NotFound { what: "matter", .. }));
        assert!(missing(store.change_matter(&sam, &id, 1, sealed("notified", ""), "", None).await));
        let admin = actor("ada", Role::Administrator);
        let trail = store.newest_audit(&admin, 100).await.unwrap();
        assert!(!format!("{trail:?}").contains(&id), "{trail:?}");
        assert!(format!("{:?}", store.newest_audit(&Actor::console("root"), 100).await.unwrap()).contains(&id));
        let two = NewMatter { named: vec!["sam".to_owned()], ..new };
        let shared = store.add_matter(&sue, &two).await.unwrap();
        assert_eq!(ids(store.matters(&sam, &subject).await.unwrap()), [shared]);
    }

    #[tokio::test]
    async fn a_clock_of_its_own_runs_from_the_day_in_a_field_and_states_lead_one_way() {
        let folder = tempfile::tempdir().unwrap();
        let store = office(&folder).await;
        let sue = actor("sue", Role::Supervisor);
        let subject = Subject::Death("A1".to_owned());
        let id = store.add_matter(&sue, &NewMatter::new(subject, sealed("assessed", ""))).await.unwrap();
        let newest = async || store.versions(&sue, &id).await.unwrap().pop().unwrap();
        assert_eq!(
            newest().await.due,
            Some("2015-06-19".parse().unwrap()),
            "twelve months from the day it was noticed"
        );
        let invalid = |outcome: Result<(), CaseError>| matches!(outcome, Err(CaseError::Invalid(_)));
        assert!(invalid(store.change_matter(&sue, &id, 1, sealed("closed", ""), "", None).await), "with no outcome");
        store.change_matter(&sue, &id, 1, sealed("notified", ""), "", None).await.unwrap();
        assert!(invalid(store.change_matter(&sue, &id, 2, sealed("assessed", ""), "", None).await), "no way back");
        store.change_matter(&sue, &id, 2, sealed("closed", "no case"), "", None).await.unwrap();
        assert!(invalid(store.change_matter(&sue, &id, 3, sealed("notified", ""), "", None).await), "it is closed");
        assert_eq!(newest().await.body.headline(), "Officer 1: closed");
    }
}
