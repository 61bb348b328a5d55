//! A kind for tests, which has what the kinds of today do not: for those who are named, by a clock of its own, in steps that lead one way.

use crate::actor::Right;
use crate::matters::length::Length;
use crate::matters::spec::{Asked, Choice, Due, FieldSpec, Input, MatterSpec, Open, Owner, Sees, Who};
use crate::names::SubjectKind;

/// A matter of one officer, as it may look.
pub(crate) static SEALED: MatterSpec = MatterSpec {
    name: "sealed",
    label: "sealed matter",
    schema: "Sealed",
    about: &[SubjectKind::Death],
    fields: &[
        FieldSpec { required: Some("who"), frozen: true, ..FieldSpec::line("whom", "Whom it is about") },
        FieldSpec {
            input: Input::Day,
            required: Some("when it came to attention"),
            frozen: true,
            ..FieldSpec::line("noticed", "Came to attention on")
        },
        FieldSpec {
            input: Input::Choice(&[
                Choice { is_open: true, then: Some(&["notified", "closed"]), ..Choice::plain("assessed") },
                Choice { is_open: true, then: Some(&["closed"]), ..Choice::plain("notified") },
                Choice { then: Some(&[]), needs: &[("outcome", "what came of it")], ..Choice::plain("closed") },
            ]),
            asked: Asked::Later,
            ..FieldSpec::line("state", "State")
        },
        FieldSpec::line("outcome", "Outcome"),
    ],
    open: Open::ByChoice("state"),
    due: Due::Clock { from: "noticed", length: Length::Months(12) },
    who: Who { writes: Right::Supervise, sees: Sees::Named, answers: None },
    owner: Owner::WhoWrites,
    asks_for_due: None,
    by_form: true,
    chain: None,
    disclosure: None,
    headline: "{whom}: {state}",
    detail: "{outcome|nothing came of it yet}",
    made: None,
    mark: None,
};
