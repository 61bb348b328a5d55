//! What null registers give over a fixed register, held against the version of their rules.

use crate::null::RULES;
use crate::result::RegisterSummary;
use crate::{LinkOptions, Silent, link_with_null};
use colligate_evidence::Model;
use colligate_register::Register;
use colligate_register::simulate::{County, Rhythms, county};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn fixed() -> Register {
    county(&County { deaths: 3_000, side_km: 10.0, rhythms: Rhythms::STRONG, ..County::default() }, 18)
}

fn options() -> LinkOptions {
    LinkOptions { draws: 19, all_draws: true, replay: false, surges: false, ..LinkOptions::default() }
}

/// All numbers of a value, to three decimals: a last bit that another processor rounds otherwise is no other rule.
fn numbers(value: &Value, out: &mut String) {
    match value {
        Value::Number(number) => out.push_str(&format!("{:.3} ", number.as_f64().unwrap())),
        Value::Array(values) => values.iter().for_each(|value| numbers(value, out)),
        Value::Object(values) => {
            values.iter().filter(|(key, _)| *key != "rules").for_each(|(_, value)| numbers(value, out))
        }
        _ => {}
    }
}

#[test]
fn null_registers_change_with_their_version_alone() {
    let run = link_with_null(&fixed(), RegisterSummary::default(), &Model::default(), &options(), None, &Silent);
    let null = run.unwrap().1.unwrap();
    let mut told = String::new();
    numbers(&serde_json::to_value(&null).unwrap(), &mut told);
    assert!(told.split(' ').count() > 500, "{}", told.split(' ').count());
    let digest: String = Sha256::digest(told).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        (RULES, digest.as_str()),
        (2, "2ae66c853184f8cc"),
        "what null registers give has changed: raise RULES in null.rs, and set both here"
    );
}

#[test]
fn null_registers_of_other_rules_are_drawn_again() {
    let register = fixed();
    let run =
        |null| link_with_null(&register, RegisterSummary::default(), &Model::default(), &options(), null, &Silent);
    let drawn = run(None).unwrap().1.unwrap();
    let with = |rules: u32, draws: u32| {
        let mut kept = serde_json::to_value(&drawn).unwrap();
        (kept["rules"], kept["draws"]) = (rules.into(), draws.into());
        serde_json::from_value(kept).unwrap()
    };
    assert_eq!(run(Some(with(RULES, 11))).unwrap().1.unwrap().draws(), 11, "those of today's rules serve");
    assert_eq!(run(Some(with(RULES - 1, 11))).unwrap().1.unwrap(), drawn);
}
