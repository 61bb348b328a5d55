//! An office's own map layers: files in a folder, listed when the server starts and served as they are.

use crate::Desk;
use crate::error::Refusal;
use crate::session::Signed;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use colligate_casefile::CaseError;
use serde_json::{Value, json};
use std::path::PathBuf;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// A layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Name of its file.
    file: String,
    path: PathBuf,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    GeoJson,
    PmTiles,
}

impl Layer {
    /// The layers in a folder, by name: files that end in `.geojson` or `.pmtiles`.
    ///
    /// # Errors
    /// Where the folder cannot be read, or has no such file.
    pub fn all_in(folder: &std::path::Path) -> std::io::Result<Vec<Layer>> {
        let mut layers = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let kind = match path.extension().and_then(|end| end.to_str()).map(str::to_lowercase).as_deref() {
                Some("geojson") => Kind::GeoJson,
                Some("pmtiles") => Kind::PmTiles,
                _ => continue,
            };
            if let Some(file) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file()) {
                layers.push(Layer { file: file.to_owned(), path, kind });
            }
        }
        if layers.is_empty() {
            return Err(std::io::Error::other("no file in it ends in .geojson or .pmtiles"));
        }
        layers.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(layers)
    }

    /// What the map is told.
    pub(crate) fn told(&self) -> Value {
        let name = self.file.rsplit_once('.').map_or(self.file.as_str(), |(name, _)| name).replace('_', " ");
        let kind = match self.kind {
            Kind::GeoJson => "geojson",
            Kind::PmTiles => "pmtiles",
        };
        json!({ "name": name, "href": format!("/layers/{}", crate::figures::encoded(&self.file)), "kind": kind })
    }
}

/// A layer's file, or the part of it that is asked for.
pub(crate) async fn file(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    _by: Signed,
    request: Request,
) -> Result<Response, Refusal> {
    let missing = || CaseError::NotFound { what: "layer", id: name.clone() };
    let layer = desk.layers.iter().find(|layer| layer.file == name).ok_or_else(missing)?;
    match ServeFile::new(&layer.path).oneshot(request).await {
        Ok(answer) => Ok(answer.into_response()),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn layers_are_the_files_of_a_folder_by_name() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Layer::all_in(folder.path()).is_err(), "an empty folder is told, not passed over");
        for name in ["wards_of_the_county.geojson", "a.pmtiles", "notes.txt"] {
            std::fs::write(folder.path().join(name), "{}").unwrap();
        }
        let told: Vec<Value> = Layer::all_in(folder.path()).unwrap().iter().map(Layer::told).collect();
        let first = json!({ "name": "a", "href": "/layers/a.pmtiles", "kind": "pmtiles" });
        let second =
            json!({ "name": "wards of the county", "href": "/layers/wards_of_the_county.geojson", "kind": "geojson" });
        assert_eq!(told, [first, second]);
    }
}
