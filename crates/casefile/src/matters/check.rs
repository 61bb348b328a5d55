//! What is refused of a matter, by what its kind says.

use super::body::Body;
use super::spec::{FieldSpec, Input, Open};
use crate::error::CaseError;
use colligate_register::Day;
use serde_json::Value;

impl Body {
    /// Fails, with what to do about it, where it lacks what it needs.
    pub(crate) fn check(&self) -> Result<(), CaseError> {
        for field in self.kind().fields {
            field.check(self.value(field.name))?;
            if let Input::Choice(_) = field.input
                && let Some(choice) = self.choice(field.name)
            {
                for (name, missing) in choice.needs {
                    say(self.has(name), missing)?;
                }
                for (name, one_of, missing) in choice.limits {
                    say(one_of.contains(&self.text(name)), missing)?;
                }
            }
        }
        Ok(())
    }

    /// Fails where this, as a later version of `earlier`, changes what was said, asked or given at the time, goes back on an answer, or moves
    /// a thing without a word why.
    pub(crate) fn follows(&self, earlier: &Body) -> Result<(), CaseError> {
        let is_changed = |field: &&FieldSpec| field.frozen && self.value(field.name) != earlier.value(field.name);
        if self.kind() != earlier.kind() {
            return Err(CaseError::Invalid("a matter stays what it is".to_owned()));
        }
        if self.kind().fields.iter().any(|field| is_changed(&field)) {
            let text = "what was said, asked or given at the time stays: add a new one next to it";
            return Err(CaseError::Invalid(text.to_owned()));
        }
        for field in self.kind().fields {
            let (was, is) = (earlier.text(field.name), self.text(field.name));
            let then = earlier.choice(field.name).and_then(|choice| choice.then);
            if was != is && then.is_some_and(|then| !then.contains(&is)) {
                return Err(CaseError::Invalid(format!("it is {was} already, which stays: add a new one next to it")));
            }
        }
        self.says_why(earlier)
    }

    fn says_why(&self, earlier: &Body) -> Result<(), CaseError> {
        let Some(chain) = &self.kind().chain else { return Ok(()) };
        let at = |body: &Body| chain.fields.iter().map(|name| body.text(name)).collect::<Vec<_>>().join(", ");
        let (was, is) = (at(earlier), at(self));
        let has_reason = self.has(chain.why) && self.text(chain.why) != earlier.text(chain.why);
        match was == is || has_reason {
            true => Ok(()),
            false => Err(CaseError::Invalid(format!("say why it went from {was} to {is}"))),
        }
    }

    /// The team that is asked, where this is its answer to `earlier`.
    pub(crate) fn answers_for(&self, earlier: &Body) -> Option<&str> {
        let team = self.kind().who.answers?;
        let Open::ByChoice(state) = self.kind().open else { return None };
        (self.text(state) != earlier.text(state)).then(|| self.text(team))
    }
}

impl FieldSpec {
    fn check(&self, value: &Value) -> Result<(), CaseError> {
        let is_empty = value.as_str().is_none_or(|text| text.trim().is_empty());
        match &self.input {
            Input::Filled { .. } => return Ok(()),
            Input::Group(parts) => {
                let mut parts = parts.iter().filter(|_| !value.is_null());
                return parts.try_for_each(|part| part.check(value.get(part.name).unwrap_or(&Value::Null)));
            }
            _ => {}
        }
        if let Some(missing) = self.required {
            say(!is_empty, missing)?;
        }
        match (&self.input, value.as_str()) {
            (_, None) => Err(CaseError::Invalid(format!("{} is a text", self.name))),
            (Input::Choice(choices), Some(text)) if !choices.iter().any(|choice| choice.name == text) => {
                let names: Vec<&str> = choices.iter().map(|choice| choice.name).collect();
                let what = if self.label.is_empty() { self.name } else { self.label };
                Err(CaseError::Invalid(format!("{what}: one of {}", names.join(", "))))
            }
            (Input::Day, Some(text)) if !is_empty => is_day(text),
            _ => Ok(()),
        }
    }
}

fn say(is_there: bool, missing: &str) -> Result<(), CaseError> {
    if is_there { Ok(()) } else { Err(CaseError::Invalid(format!("say {missing}"))) }
}

fn is_day(text: &str) -> Result<(), CaseError> {
    let day: Result<Day, _> = text.parse();
    day.map(|_| ()).map_err(|_| CaseError::Invalid(format!("{text:?} is no day: write it as 2014-09-20")))
}
