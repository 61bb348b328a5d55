//! Scripts, styles and the base map: part of the program, built from `web/`.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

macro_rules! assets {
    ($($name:literal: $kind:literal),* $(,)?) => {
        [$(($name, $kind, include_bytes!(concat!("../../../web/dist/", $name)).as_slice())),*]
    };
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

fn files() -> impl Iterator<Item = (&'static str, &'static str, &'static [u8])> {
    assets! {
        "workbench.js": "script",
        "maplibre.js": "script",
        "maplibre-worker.js": "script",
        "pmtiles.js": "script",
        "workbench.css": "text/css; charset=utf-8",
        "land.json": "application/json",
    }
    .into_iter()
}

pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    match files().find(|(known, ..)| *known == name) {
        Some((_, kind, bytes)) => {
            ([(CONTENT_TYPE, if kind == "script" { SCRIPT } else { kind })], bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
