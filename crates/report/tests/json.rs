//! `series.json` against its schema, and back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod fixture;

use colligate_linkage::result::LinkResult;
use colligate_report::series_json;
use serde_json::Value;

const SCHEMA: &str = include_str!("../../../docs/series.schema.json");
const PAGE: &str = include_str!("../../../docs/series-schema.md");
const EVALUATION: &str = include_str!("../../../docs/evaluation-schema.md");

#[test]
fn the_example_satisfies_the_schema_and_comes_back_unchanged() {
    for result in [fixture::result(), fixture::reviewed()] {
        let text = series_json(&result).unwrap();
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let faults = faults(&schema, &schema, &serde_json::from_str(&text).unwrap(), "$");
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(serde_json::from_str::<LinkResult>(&text).unwrap() == result, "what came back differs");
    }
}

#[test]
fn an_empty_result_satisfies_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let text = series_json(&fixture::nothing()).unwrap();
    assert_eq!(faults(&schema, &schema, &serde_json::from_str(&text).unwrap(), "$"), Vec::<String>::new());
}

#[test]
fn the_schema_notices_what_is_missing_unknown_or_of_another_type() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let whole = serde_json::to_value(fixture::result()).unwrap();
    let broken = |change: fn(&mut Value)| {
        let mut value = whole.clone();
        change(&mut value);
        faults(&schema, &schema, &value, "$").len()
    };
    assert_eq!(broken(|_| ()), 0);
    assert_eq!(broken(|value| value["series"][0]["guilt"] = 0.9.into()), 1);
    assert_eq!(broken(|value| value["register"]["rows"] = "many".into()), 1);
    assert_eq!(broken(|value| value["series"][0]["from"] = "19 June".into()), 1);
    assert_eq!(broken(|value| value["series"][0]["nearby"][0] = serde_json::json!([1.0])), 1);
    assert_eq!(broken(|value| drop(value.as_object_mut().unwrap().remove("chance"))), 1);
}

#[test]
fn every_number_written_is_finite() {
    let mut result = fixture::result();
    result.series[0].weight = f64::INFINITY;
    result.series[0].e_value.value = f64::NAN;
    result.series[0].extent_m = Some(f64::NAN);
    result.series[0].nearby.push((f64::NAN, 0.0));
    result.series[0].links[0].evidence[0].weight = f64::NEG_INFINITY;
    result.chance.curve.push((f64::NAN, f64::INFINITY, 0.0, 1.0));
    let back: LinkResult = serde_json::from_str(&series_json(&result).unwrap()).unwrap();
    assert_eq!(back.series[0].weight, f64::MAX);
    assert!(back.series[0].e_value.value.is_nan(), "an E-value that is not known is null");
    assert_eq!(back.series[0].extent_m, None);
    assert_eq!(back.series[0].nearby.len(), result.series[0].nearby.len() - 1);
}

#[test]
fn the_page_about_the_schema_names_every_field() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let objects = std::iter::once(&schema).chain(schema["$defs"].as_object().unwrap().values());
    for (name, property) in objects.filter_map(|object| object["properties"].as_object()).flatten() {
        let meaning = property["description"].as_str().unwrap();
        assert!(
            PAGE.lines().any(|line| line.starts_with(&format!("| `{name}` |")) && line.contains(meaning)),
            "{name}"
        );
    }
}

#[test]
fn the_page_about_evaluations_names_every_field() {
    let value = serde_json::to_value(fixture::evaluation::evaluation()).unwrap();
    let parts = ["discrimination", "nearest", "calibration", "labels", "run", "pairs"].map(|name| &value[name]);
    let firsts = ["/identification/0", "/identification/0/hits/0", "/calibration/bins/0", "/folds/0"];
    let more = ["/discrimination/points/0", "/nearest/found/0"];
    let firsts = firsts.iter().chain(&more).map(|at| value.pointer(at).unwrap());
    for object in std::iter::once(&value).chain(parts).chain(firsts) {
        for name in object.as_object().unwrap().keys() {
            assert!(EVALUATION.lines().any(|line| line.starts_with(&format!("| `{name}` |"))), "{name}");
        }
    }
}

/// What is wrong with a value: the part of JSON Schema 2020-12 that our schema uses.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Some(rules) = schema.as_object() else {
        return if schema == &Value::Bool(false) { vec![format!("{at}: not allowed")] } else { found };
    };
    for (rule, want) in rules {
        match rule.as_str() {
            "description" | "title" | "$schema" | "$id" | "$defs" => (),
            "$ref" => {
                let target = root.pointer(want.as_str().unwrap().trim_start_matches('#')).unwrap();
                found.extend(faults(root, target, value, at));
            }
            "anyOf" => {
                if want.as_array().unwrap().iter().all(|each| !faults(root, each, value, at).is_empty()) {
                    found.push(format!("{at}: none of the allowed forms"));
                }
            }
            "const" => found.extend((want != value).then(|| format!("{at}: not {want}"))),
            "type" => {
                let types = want.as_array().map_or_else(|| vec![want], |types| types.iter().collect());
                if !types.iter().any(|name| is(value, name.as_str().unwrap())) {
                    found.push(format!("{at}: not {want}"));
                }
            }
            "pattern" => {
                let is_day = value.as_str().is_none_or(|text| text.parse::<colligate_register::Day>().is_ok());
                found.extend((!is_day).then(|| format!("{at}: not a day")));
            }
            "minimum" => found
                .extend(value.as_f64().filter(|n| *n < want.as_f64().unwrap()).map(|_| format!("{at}: below {want}"))),
            "maximum" => found
                .extend(value.as_f64().filter(|n| *n > want.as_f64().unwrap()).map(|_| format!("{at}: above {want}"))),
            "minItems" | "maxItems" => {
                let (count, bound) = (value.as_array().map(|items| items.len() as u64), want.as_u64());
                let wrong = count.is_some() && if rule == "minItems" { count < bound } else { count > bound };
                found.extend(wrong.then(|| format!("{at}: {rule} {want}")));
            }
            "properties" => {
                for (name, inner) in want.as_object().unwrap() {
                    if let Some(inner_value) = value.get(name) {
                        found.extend(faults(root, inner, inner_value, &format!("{at}.{name}")));
                    }
                }
            }
            "required" => {
                for name in want.as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
                    found.extend(value.get(name).is_none().then(|| format!("{at}: {name} is missing")));
                }
            }
            "additionalProperties" => {
                for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
                    found.extend(rules["properties"].get(name).is_none().then(|| format!("{at}: {name} is unknown")));
                }
            }
            "prefixItems" => {
                for (i, (inner, item)) in
                    want.as_array().unwrap().iter().zip(value.as_array().into_iter().flatten()).enumerate()
                {
                    found.extend(faults(root, inner, item, &format!("{at}[{i}]")));
                }
            }
            "items" => {
                let before = rules.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
                for (i, item) in value.as_array().into_iter().flatten().enumerate().skip(before) {
                    found.extend(faults(root, want, item, &format!("{at}[{i}]")));
                }
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        }
    }
    found
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
