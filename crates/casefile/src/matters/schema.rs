//! The JSON schema of a kind of matter.

use super::spec::{FieldSpec, Input, MatterSpec};
use serde_json::{Map, Value, json};

impl MatterSpec {
    /// The JSON schema of what a matter of this kind says; it refers to `Day`, `Moment` and `Weight` among the schemas of an OpenAPI document.
    pub fn json_schema(&self) -> Value {
        let mut properties = Map::new();
        properties.insert("kind".to_owned(), json!({ "const": self.name }));
        object(self.fields, properties, json!("object"))
    }
}

fn object(fields: &[FieldSpec], mut properties: Map<String, Value>, kind: Value) -> Value {
    for field in fields {
        let mut schema = of(field);
        if let (false, Some(parts)) = (field.means.is_empty(), schema.as_object_mut()) {
            parts.insert("description".to_owned(), Value::from(field.means));
        }
        properties.insert(field.name.to_owned(), schema);
    }
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": kind, "additionalProperties": false, "required": required, "properties": properties })
}

fn of(field: &FieldSpec) -> Value {
    match &field.input {
        Input::Line | Input::Paragraph | Input::Team => json!({ "type": "string" }),
        Input::Day => json!({ "$ref": "#/components/schemas/Day" }),
        Input::Choice(choices) => json!({ "enum": choices.iter().map(|choice| choice.name).collect::<Vec<_>>() }),
        Input::Group(parts) => object(parts, Map::new(), json!(["object", "null"])),
        // A test reads each: what is no JSON allows nothing.
        Input::Filled { schema, .. } => serde_json::from_str(schema).unwrap_or(Value::Bool(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matters::kinds::{EXHIBIT, KINDS};

    #[test]
    fn every_schema_says_all_fields_and_no_other() {
        for kind in KINDS {
            let schema = kind.json_schema();
            let properties = schema["properties"].as_object().map(Map::len);
            assert_eq!(properties, Some(kind.fields.len() + 1), "{schema}");
            let is_whole = |field: &FieldSpec| schema["properties"][field.name].is_object();
            assert!(kind.fields.iter().all(is_whole), "{schema}");
        }
        let examination = &EXHIBIT.json_schema()["properties"]["examination"]["enum"];
        assert_eq!(*examination, json!(["none", "asked for", "refused", "done"]));
    }
}
