//! What the API is, in the words of OpenAPI 3.1: made from the list of routes and the schemas of what each gives (`schemas.json`).

use crate::routes::{Needs, ROUTES, Route};
use crate::session::cookie_name;
use colligate_casefile::{KINDS, MatterSpec};
use serde_json::{Map, Value, json};

/// What is given, by name.
const SCHEMAS: &str = include_str!("schemas.json");

/// The document.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    for route in ROUTES.iter().filter(|route| route.path.starts_with("/api/")) {
        paths.insert(route.path.to_owned(), json!({ "get": operation(route) }));
    }
    let cookie = |secure: bool| json!({ "type": "apiKey", "in": "cookie", "name": cookie_name(secure) });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Colligate workbench", "version": env!("CARGO_PKG_VERSION"),
            "description": "What the pages show, as JSON. A session's cookie says who asks. Each answer is entered in the audit trail.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": { "session": cookie(false), "session_over_tls": cookie(true) },
            "schemas": schemas(),
        },
    })
}

/// The schemas: those that are part of the program, which a test reads, and one for each kind of matter.
fn schemas() -> Value {
    let mut schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    if let Some(all) = schemas.as_object_mut() {
        all.extend(KINDS.map(|kind| (kind.schema.to_owned(), kind.json_schema())));
        let of = |kind: &MatterSpec| json!({ "$ref": format!("#/components/schemas/{}", kind.schema) });
        all.insert("MatterBody".to_owned(), json!({ "oneOf": KINDS.map(of) }));
    }
    schemas
}

fn operation(route: &Route) -> Value {
    let (summary, schema) = about(route.path);
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let refused = |what: &str| json!({ "description": what, "content": { "application/json": { "schema": reference("Error") } } });
    let mut responses = json!({
        "200": { "description": summary, "content": { "application/json": { "schema": reference(schema) } } },
    });
    let mut add = |status: &str, what: &str| responses[status] = refused(what);
    if route.needs != Needs::Nothing {
        add("401", "nobody is signed in");
        add(
            "403",
            "a restricted death is shown once you gave your reason, on its page; or your password is to be changed first",
        );
    }
    if route.path.contains("{id}") || route.path.ends_with("compare") {
        add("404", "there is no such thing, or it is restricted to others");
    }
    if route.path.ends_with("compare") {
        add("422", "a death is not compared with itself");
    }
    let mut parameters = Vec::new();
    let text = json!({ "type": "string" });
    if route.path.contains("{id}") {
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": text }));
    }
    let query: &[(&str, bool, &str)] = match route.path {
        "/api/compare" => &[("a", true, "string"), ("b", true, "string")],
        "/api/search" => &[("q", false, "string"), ("page", false, "integer")],
        "/api/deaths/{id}/nearest" => &[("top", false, "integer")],
        _ => &[],
    };
    for (name, required, kind) in query {
        let schema = if *kind == "integer" { json!({ "type": "integer", "minimum": 0 }) } else { text.clone() };
        parameters.push(json!({ "name": name, "in": "query", "required": required, "schema": schema }));
    }
    if !query.is_empty() {
        responses["400"] = json!({ "description": "a parameter is missing or makes no sense" });
    }
    let security = match route.needs {
        Needs::Nothing => json!([]),
        _ => json!([{ "session": [] }, { "session_over_tls": [] }]),
    };
    json!({ "summary": summary, "parameters": parameters, "responses": responses, "security": security })
}

/// What a path gives, in words, and the name of its schema.
fn about(path: &str) -> (&'static str, &'static str) {
    match path {
        "/api/today" => ("alerts and the deaths of the last week", "TodayAnswer"),
        "/api/deaths/{id}" => ("a death: every value with its source, and its matters", "DeathAnswer"),
        "/api/deaths/{id}/nearest" => ("the deaths that resemble it most, with their links", "NearestAnswer"),
        "/api/compare" => ("two deaths, what is on record of each, and what links them", "CompareAnswer"),
        "/api/series" => ("the series found last, strongest first", "AllSeriesAnswer"),
        "/api/series/{id}" => ("a series with its links, its E-value over time and its matters", "SeriesAnswer"),
        "/api/search" => {
            ("deaths, series, matters and documents with all of these words, a page of them", "SearchAnswer")
        }
        "/api/documents" => ("documents, the newest first", "DocumentsAnswer"),
        "/api/documents/{id}" => ("a document with all that it offers", "DocumentAnswer"),
        "/api/queue" => ("what is still to be done, the first due first", "QueueAnswer"),
        _ => ("this document", "OpenApi"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Names of the schemas that a value refers to.
    fn referred(value: &Value, names: &mut Vec<String>) {
        match value {
            Value::Object(parts) => {
                for (key, part) in parts {
                    match (key.as_str(), part) {
                        ("$ref", Value::String(to)) => {
                            names.push(to.strip_prefix("#/components/schemas/").unwrap().to_owned());
                        }
                        _ => referred(part, names),
                    }
                }
            }
            Value::Array(parts) => parts.iter().for_each(|part| referred(part, names)),
            _ => {}
        }
    }

    #[test]
    fn every_path_has_a_schema_of_its_own_and_every_schema_is_there_and_used() {
        let document = openapi();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let mut names = Vec::new();
        referred(&document, &mut names);
        assert!(names.iter().all(|name| schemas.contains_key(name)), "{names:?}");
        assert!(schemas.keys().all(|name| names.contains(name)), "a schema that nothing refers to");
        let paths = document["paths"].as_object().unwrap();
        let of =
            |path: &Value| path["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].clone();
        let mut own: Vec<String> = paths.values().map(|path| of(path).as_str().unwrap().to_owned()).collect();
        own.sort();
        own.dedup();
        assert_eq!(own.len(), paths.len());
    }
}
