//! Forms for matters, as their kinds say.

use super::staff::Staff;
use colligate_casefile::{Asked, Body, FieldSpec, Input, KINDS, MatterSpec, Prefill, Sees, SubjectKind};
use colligate_register::Day;

/// Who answers what a team is asked.
const ANSWERS: &str =
    "A team of this office answers itself: one of its members, other than who asked. An answer stays.";

/// How a field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    Line,
    Paragraph,
    Day,
    Team,
    Choice,
}

/// A field of a form.
pub(crate) struct FormField {
    pub id: String,
    pub name: &'static str,
    pub label: &'static str,
    pub control: Control,
    pub value: String,
    pub is_required: bool,
    pub choices: Vec<&'static str>,
}

/// A form: for a new matter of a kind, or for a new version of one.
pub(crate) struct MatterForm {
    pub kind: &'static str,
    /// What it is called, with its article and alone: `A hand-off`, `hand-off`.
    pub title: String,
    pub label: &'static str,
    /// What goes along as it is.
    pub hidden: Vec<(&'static str, String)>,
    pub fields: Vec<FormField>,
    /// What is to be known before it is filled in; empty for nothing.
    pub hint: &'static str,
    /// It is asked who may see it.
    pub is_for_named: bool,
    /// What the form calls the day by which it is to be seen to; none where it does not ask.
    pub due: Option<&'static str>,
}

impl MatterForm {
    /// The forms for what can be put on record about such a thing.
    pub fn all_new(sort: SubjectKind, staff: &Staff, today: Day) -> Vec<MatterForm> {
        let fits = |kind: &&&'static MatterSpec| kind.by_form && kind.about.contains(&sort);
        KINDS.iter().filter(fits).map(|kind| MatterForm::of(kind, None, staff, today)).collect()
    }

    /// The form for a new version; none for a kind that is not changed by one.
    pub fn change(body: &Body, staff: &Staff, today: Day) -> Option<MatterForm> {
        body.kind().by_form.then(|| MatterForm::of(body.kind(), Some(body), staff, today))
    }

    fn of(kind: &'static MatterSpec, body: Option<&Body>, staff: &Staff, today: Day) -> MatterForm {
        let own = if body.is_some() { Asked::Later } else { Asked::First };
        let is_asked = |field: &FieldSpec| field.asked == Asked::Always || field.asked == own;
        let value = |field: &FieldSpec| match body {
            Some(body) => body.text(field.name).to_owned(),
            None => prefilled(field, staff, today),
        };
        let (asked, along): (Vec<_>, Vec<_>) = kind.fields.iter().partition(|field| is_asked(field));
        let title = kind.with_article();
        MatterForm {
            kind: kind.name,
            title: title[..1].to_uppercase() + &title[1..],
            label: kind.label,
            hidden: along.into_iter().map(|field| (field.name, value(field))).collect(),
            fields: asked.into_iter().map(|field| form_field(kind, field, value(field))).collect(),
            hint: if body.is_some() && kind.who.answers.is_some() { ANSWERS } else { "" },
            is_for_named: body.is_none() && kind.who.sees == Sees::Named,
            due: kind.asks_for_due,
        }
    }
}

fn prefilled(field: &FieldSpec, staff: &Staff, today: Day) -> String {
    match (field.prefill, &field.input) {
        (Prefill::Today, _) => today.to_string(),
        (Prefill::OwnTeam, _) => staff.own_team.clone(),
        (Prefill::Nothing, Input::Choice([first, ..])) => first.name.to_owned(),
        (Prefill::Nothing, _) => String::new(),
    }
}

fn form_field(kind: &MatterSpec, field: &FieldSpec, value: String) -> FormField {
    FormField {
        id: format!("{}-{}", kind.name, field.name),
        name: field.name,
        label: field.label,
        control: match field.input {
            Input::Paragraph => Control::Paragraph,
            Input::Day => Control::Day,
            Input::Team => Control::Team,
            Input::Choice(_) => Control::Choice,
            Input::Line | Input::Group(_) | Input::Filled { .. } => Control::Line,
        },
        value,
        is_required: field.required.is_some(),
        choices: match field.input {
            Input::Choice(choices) => choices.iter().map(|choice| choice.name).collect(),
            _ => Vec::new(),
        },
    }
}
