//! What a matter says: the fields of its kind, each with its value.

use super::kinds::{DECISION, kind_named};
use super::spec::{Choice, FieldSpec, Input, MatterSpec, Open};
use super::state::State;
use crate::decision::Decision;
use crate::error::CaseError;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};

/// What a matter says: the fields of its kind, each with its value. On record and in the API it is one object with `kind` next to the fields.
///
/// ```
/// use colligate_casefile::{Body, LEAD, State};
/// let lead = Body::of(&LEAD, [("question", "Has the finder been traced?")])?;
/// assert_eq!((lead.text("question"), lead.state()), ("Has the finder been traced?", State::Open));
/// assert!(Body::of(&LEAD, [("colour", "red")]).is_err());
/// # Ok::<(), colligate_casefile::CaseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    spec: &'static MatterSpec,
    values: Map<String, Value>,
}

/// What stands in a field of which nothing is said.
fn nothing(field: &FieldSpec) -> Value {
    match &field.input {
        Input::Choice([first, ..]) => Value::from(first.name),
        Input::Group(_) | Input::Filled { .. } => Value::Null,
        _ => Value::from(""),
    }
}

impl Body {
    /// A matter of this kind that says this; a field of which nothing is said is empty, and a choice its first.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] for a field that the kind does not have.
    pub fn of<'v>(
        spec: &'static MatterSpec,
        values: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Body, CaseError> {
        let said = values.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value)));
        Body::filled(spec, said.collect()).map_err(CaseError::Invalid)
    }

    /// A decision as a matter.
    pub(crate) fn of_decision(decision: &Decision) -> Result<Body, CaseError> {
        match serde_json::to_value(decision)? {
            Value::Object(values) => Body::filled(&DECISION, values).map_err(CaseError::Internal),
            other => Err(CaseError::Internal(format!("a decision is written as {other}"))),
        }
    }

    fn filled(spec: &'static MatterSpec, mut said: Map<String, Value>) -> Result<Body, String> {
        let mut values = Map::new();
        for field in spec.fields {
            let value = said.remove(field.name).unwrap_or_else(|| nothing(field));
            values.insert(field.name.to_owned(), value);
        }
        match said.keys().next() {
            Some(other) => Err(format!("{} has no {other:?}", spec.with_article())),
            None => Ok(Body { spec, values }),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> &'static MatterSpec {
        self.spec
    }

    /// What a field says; a part of a group is named after it with a dot: `explanations.supply`.
    pub fn value(&self, path: &str) -> &Value {
        let mut parts = path.split('.');
        let first = parts.next().and_then(|name| self.values.get(name));
        parts.fold(first, |value, name| value.and_then(|value| value.get(name))).unwrap_or(&Value::Null)
    }

    /// The text in a field; empty where there is none.
    pub fn text(&self, path: &str) -> &str {
        self.value(path).as_str().unwrap_or_default()
    }

    /// True where something stands in a field.
    pub fn has(&self, path: &str) -> bool {
        match self.value(path) {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            _ => true,
        }
    }

    /// Open where someone has something still to do.
    pub fn state(&self) -> State {
        let is_open = match &self.spec.open {
            Open::UntilFilled(field) => !self.has(field),
            Open::ByChoice(field) => self.choice(field).is_some_and(|choice| choice.is_open),
        };
        if is_open { State::Open } else { State::Done }
    }

    /// What was chosen in a field, where it is one of what can be.
    pub(crate) fn choice(&self, name: &str) -> Option<&'static Choice> {
        match self.spec.field(name)?.input {
            Input::Choice(choices) => choices.iter().find(|choice| choice.name == self.text(name)),
            _ => None,
        }
    }

    /// The decision, where it is one.
    pub fn decision(&self) -> Option<Decision> {
        if *self.spec != DECISION {
            return None;
        }
        // A decision is checked when it is put on record.
        serde_json::from_value(Value::Object(self.values.clone())).ok()
    }

    /// All texts that a search looks into, each with a full stop.
    pub(crate) fn searched(&self) -> String {
        let mut all = String::new();
        for field in self.spec.fields {
            if !matches!(field.input, Input::Filled { is_searched: false, .. }) {
                gather(self.value(field.name), &mut all);
            }
        }
        all
    }
}

fn gather(value: &Value, all: &mut String) {
    match value {
        Value::String(text) if !text.is_empty() => {
            all.push_str(text);
            all.push_str(". ");
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, all)),
        Value::Object(parts) => parts.values().for_each(|part| gather(part, all)),
        _ => {}
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len() + 1))?;
        map.serialize_entry("kind", self.spec.name)?;
        for field in self.spec.fields {
            map.serialize_entry(field.name, self.value(field.name))?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Body, D::Error> {
        let mut values = Map::deserialize(deserializer)?;
        let kind = values.remove("kind");
        let name = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
        let spec = kind_named(name).ok_or_else(|| de::Error::custom(format!("{name:?} is no kind of matter")))?;
        let body = Body::filled(spec, values).map_err(de::Error::custom)?;
        match *spec == DECISION && body.decision().is_none() {
            true => Err(de::Error::custom("a decision lacks what makes it one")),
            false => Ok(body),
        }
    }
}
