//! What the API is, in the words of OpenAPI 3.1, made from the list of routes.

use crate::routes::{Needs, ROUTES, Route};
use serde_json::{Map, Value, json};

/// The document.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    for route in ROUTES.iter().filter(|route| route.path.starts_with("/api/")) {
        paths.insert(route.path.to_owned(), json!({ "get": operation(route) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Colligate workbench", "version": env!("CARGO_PKG_VERSION"),
            "description": "What the pages show, as JSON. A session's cookie says who asks. Each answer is entered in the audit trail.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": "colligate" } },
            "schemas": {
                "Error": {
                    "type": "object", "required": ["error"],
                    "properties": { "error": { "type": "string" } },
                },
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let (summary, schema) = about(route.path);
    let refused = |what: &str| json!({ "description": what, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } } });
    let mut responses = json!({
        "200": { "description": summary, "content": { "application/json": { "schema": schema } } },
    });
    let mut add = |status: &str, what: &str| responses[status] = refused(what);
    if route.needs != Needs::Nothing {
        add("401", "nobody is signed in");
    }
    if route.path.contains("{id}") || route.path.ends_with("compare") {
        add("404", "there is no such thing, or it is restricted to others");
    }
    let mut parameters = Vec::new();
    let text = json!({ "type": "string" });
    if route.path.contains("{id}") {
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": text }));
    }
    let query: &[(&str, bool, &str)] = match route.path {
        "/api/compare" => &[("a", true, "string"), ("b", true, "string")],
        "/api/search" => &[("q", false, "string")],
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
    let security = if route.needs == Needs::Nothing { json!([]) } else { json!([{ "session": [] }]) };
    json!({ "summary": summary, "parameters": parameters, "responses": responses, "security": security })
}

/// What a path gives, in words, and its schema.
fn about(path: &str) -> (&'static str, Value) {
    let object = |required: &[&str]| json!({ "type": "object", "required": required });
    match path {
        "/api/today" => ("alerts and the deaths of the last week", object(&["today", "alerts", "new_deaths"])),
        "/api/deaths/{id}" => ("a death: every value with its source, and its matters", object(&["death", "matters"])),
        "/api/deaths/{id}/nearest" => {
            ("the deaths that resemble it most, with their links", object(&["death", "ranked"]))
        }
        "/api/compare" => ("two deaths and what links them", object(&["a", "b", "link"])),
        "/api/series" => ("the series found last, strongest first", object(&["series"])),
        "/api/series/{id}" => (
            "a series with its links, its E-value over time and its matters",
            object(&["series", "told", "days", "matters"]),
        ),
        "/api/search" => ("deaths and matters with all of these words", object(&["found"])),
        "/api/documents" => ("documents, the newest first", object(&["documents"])),
        "/api/documents/{id}" => ("a document with all that it offers", object(&["document"])),
        "/api/queue" => ("what is still to be done, the first due first", object(&["queue"])),
        _ => ("this document", object(&["openapi", "paths"])),
    }
}
