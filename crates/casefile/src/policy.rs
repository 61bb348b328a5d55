//! The office's policy: which checks are required of an unexpected death, and by when what is to be seen to. Every version stays, for a
//! lead and a decision say by which one they were made.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::store::Store;
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// One check, asked for as a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What is asked.
    pub question: String,
    /// Days in which it is due.
    pub days: i32,
}

/// One version of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Version, from 1: the one that comes with the program.
    pub version: i64,
    /// Day from which it is in force; none for the first.
    pub since: Option<Day>,
    /// Checks that are required of every unexpected death.
    pub checks: Vec<Check>,
    /// Days within which a concern is answered, where no day was set.
    pub concern_days: i32,
    /// Days within which a lead is seen to, where no day was set.
    pub lead_days: i32,
    /// Days within which a supervisor signs off.
    pub sign_off_days: i32,
}

const SETTING: &str = "policy";
/// Days that can be asked for, at most.
const LONGEST: i32 = 366;
/// Checks, at most, and the bytes of one.
const MOST: (usize, usize) = (50, 500);

/// What was not done in Barking (HMICFRS 2023, and the coroner's report of 2022), and the authors' days for it.
const CHECKS: [(&str, i32); 9] = [
    ("Has the person who found the body been traced and their account checked?", 2),
    ("Has the caller been identified, and the call record kept?", 2),
    ("Where was the deceased in the last 48 hours, and who was last with them?", 3),
    ("Has the telephone been found? If not, where was it last?", 3),
    ("Have telephone and computers been examined?", 14),
    ("What is the history of the address and of the place?", 7),
    ("Have police intelligence systems been searched for deceased, finder, caller and last contact?", 3),
    ("If there is a note: has a handwriting examiner been asked, and have fingerprints and DNA been sought?", 7),
    ("Has full toxicology been asked for, with what is not in the usual panel?", 7),
];

impl Default for Policy {
    /// The one that comes with the program. A concern is answered in the time in which the UK's police acknowledge a request for review
    /// (Victims' Right to Review: ten working days).
    fn default() -> Policy {
        let check = |(question, days): &(&str, i32)| Check { question: (*question).to_owned(), days: *days };
        Policy {
            version: 1,
            since: None,
            checks: CHECKS.iter().map(check).collect(),
            concern_days: 14,
            lead_days: 7,
            sign_off_days: 2,
        }
    }
}

impl Policy {
    /// How a lead or a decision names it.
    ///
    /// ```
    /// use colligate_casefile::Policy;
    /// assert_eq!(Policy::default().name(), "unexpected deaths, version 1");
    /// ```
    pub fn name(&self) -> String {
        format!("unexpected deaths, version {}", self.version)
    }

    fn check(&self) -> Result<(), CaseError> {
        let invalid = |text: String| Err(CaseError::Invalid(text));
        if self.checks.is_empty() || self.checks.len() > MOST.0 {
            return invalid(format!("a policy asks for one check or more, up to {}", MOST.0));
        }
        let asked = |at: usize| self.checks[..at].iter().any(|other| other.question == self.checks[at].question);
        for (at, check) in self.checks.iter().enumerate() {
            if check.question.trim().is_empty() || check.question.len() > MOST.1 || asked(at) {
                let text = format!("check {}: say what is asked, in {} characters, and only once", at + 1, MOST.1);
                return invalid(text);
            }
        }
        let days = self.checks.iter().map(|check| check.days);
        let mut days = days.chain([self.concern_days, self.lead_days, self.sign_off_days]);
        match days.find(|days| !(0..=LONGEST).contains(days)) {
            Some(days) => invalid(format!("{days} is no number of days: give one from 0 to {LONGEST}")),
            None => Ok(()),
        }
    }
}

impl Store {
    /// The policy in force.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn policy(&self) -> Result<Policy, CaseError> {
        Ok(self.policies().await?.pop().unwrap_or_default())
    }

    /// Every version, the first first.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn policies(&self) -> Result<Vec<Policy>, CaseError> {
        let mut all = vec![Policy::default()];
        if let Some(set) = self.setting(SETTING).await? {
            all.extend(serde_json::from_str::<Vec<Policy>>(&set)?);
        }
        Ok(all)
    }

    /// Puts another version in force, from today; its number. Leads and decisions that were made by an earlier one stay as they are.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Invalid`] for what cannot be asked; [`CaseError::Conflict`] where another version came
    /// since `new.version`, the one that the actor has seen.
    pub async fn set_policy(&self, actor: &Actor, new: Policy) -> Result<i64, CaseError> {
        let wish = Wish::new(Right::Administer, Deed::Administration, SETTING);
        let mut writing = self.allow(actor, wish.with(serde_json::to_value(&new)?)).await?;
        let outcome = async {
            new.check()?;
            let mut all = self.policies().await?;
            let last = all.last().map_or(1, |policy| policy.version);
            if last != new.version {
                return Err(CaseError::Conflict { what: "the policy".to_owned() });
            }
            let version = last + 1;
            all.push(Policy { version, since: Some(self.clock.today()), ..new });
            // The first comes with the program.
            self.set(&mut writing, SETTING, &serde_json::to_string(&all[1..])?).await?;
            Ok(version)
        };
        match outcome.await {
            Ok(version) => writing.commit().await.map(|()| version),
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }
}
