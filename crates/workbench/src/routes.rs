//! What there is, and what it takes.

use crate::{Desk, api, assets, forms, headers, layers, pages, request};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, get, post};

/// What a route takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: signing in, and what a page is made of.
    Nothing,
    /// To be signed in.
    Read,
    /// A reviewer or supervisor.
    Review,
    /// A supervisor.
    Supervise,
    /// An administrator.
    Administer,
}

/// One route.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path, with parameters in braces.
    pub path: &'static str,
    /// What it takes.
    pub needs: Needs,
}

/// Every route there is: the router is made from the same list.
pub const ROUTES: &[Route] = &[
    route("GET", "/", Needs::Read),
    route("GET", "/deaths/{id}", Needs::Read),
    route("GET", "/compare", Needs::Read),
    route("GET", "/series", Needs::Read),
    route("GET", "/series/{id}", Needs::Read),
    route("GET", "/series/{id}/known", Needs::Read),
    route("GET", "/series/{id}/known.pdf", Needs::Read),
    route("GET", "/documents", Needs::Read),
    route("GET", "/documents/{id}", Needs::Read),
    route("POST", "/documents", Needs::Review),
    route("POST", "/documents/{id}/deaths", Needs::Review),
    route("POST", "/documents/{id}/offers", Needs::Review),
    route("GET", "/search", Needs::Read),
    route("GET", "/queue", Needs::Read),
    route("GET", "/matters/{id}", Needs::Read),
    route("GET", "/why", Needs::Read),
    route("POST", "/why", Needs::Read),
    route("POST", "/searches", Needs::Read),
    route("POST", "/searches/forget", Needs::Read),
    route("GET", "/export/deaths.csv", Needs::Read),
    route("GET", "/export/deaths.parquet", Needs::Read),
    route("GET", "/export/series.geojson", Needs::Read),
    route("GET", "/account", Needs::Read),
    route("POST", "/account", Needs::Read),
    route("GET", "/office", Needs::Administer),
    route("GET", "/audit", Needs::Administer),
    route("GET", "/sign-in", Needs::Nothing),
    route("POST", "/sign-in", Needs::Nothing),
    route("GET", "/sign-in/provider", Needs::Nothing),
    route("GET", "/sign-in/provider/back", Needs::Nothing),
    route("GET", "/layers/{file}", Needs::Read),
    route("POST", "/sign-out", Needs::Read),
    route("POST", "/import", Needs::Review),
    route("POST", "/state", Needs::Review),
    route("POST", "/matters", Needs::Review),
    route("POST", "/matters/{id}", Needs::Review),
    route("POST", "/template", Needs::Review),
    route("POST", "/decisions", Needs::Review),
    route("POST", "/decisions/{id}/sign", Needs::Supervise),
    route("POST", "/restrict", Needs::Administer),
    route("POST", "/restrict/lift", Needs::Administer),
    route("POST", "/audit/explain", Needs::Administer),
    route("POST", "/erase", Needs::Administer),
    route("POST", "/budget", Needs::Administer),
    route("POST", "/policy", Needs::Administer),
    route("POST", "/users", Needs::Administer),
    route("POST", "/users/change", Needs::Administer),
    route("POST", "/users/password", Needs::Administer),
    route("GET", "/api/today", Needs::Read),
    route("GET", "/api/deaths/{id}", Needs::Read),
    route("GET", "/api/deaths/{id}/nearest", Needs::Read),
    route("GET", "/api/compare", Needs::Read),
    route("GET", "/api/series", Needs::Read),
    route("GET", "/api/series/{id}", Needs::Read),
    route("GET", "/api/search", Needs::Read),
    route("GET", "/api/queue", Needs::Read),
    route("GET", "/api/documents", Needs::Read),
    route("GET", "/api/documents/{id}", Needs::Read),
    route("GET", "/api/openapi.json", Needs::Nothing),
    route("GET", "/assets/{file}", Needs::Nothing),
];

const fn route(method: &'static str, path: &'static str, needs: Needs) -> Route {
    Route { method, path, needs }
}

/// Largest register that is sent by form, in bytes; the command line takes larger ones.
const LARGEST_FILE: usize = 256 << 20;

/// What answers a route.
fn handler(method: &str, path: &str) -> Option<MethodRouter<Desk>> {
    Some(match (method, path) {
        ("GET", "/") => get(pages::today::show),
        ("GET", "/deaths/{id}") => get(pages::death::show),
        ("GET", "/account") => get(pages::account::show),
        ("POST", "/account") => post(pages::account::password),
        ("GET", "/compare") => get(pages::compare::show),
        ("GET", "/series") => get(pages::series::list),
        ("GET", "/series/{id}") => get(pages::series::show),
        ("GET", "/series/{id}/known") => get(pages::known::show),
        ("GET", "/series/{id}/known.pdf") => get(pages::known::as_pdf),
        ("GET", "/documents") => get(pages::documents::list),
        ("GET", "/documents/{id}") => get(pages::documents::show),
        ("POST", "/documents") => post(pages::documents::add).layer(DefaultBodyLimit::max(LARGEST_FILE)),
        ("POST", "/documents/{id}/deaths") => post(pages::documents::decide_attachment),
        ("POST", "/documents/{id}/offers") => post(pages::documents::decide_offer),
        ("GET", "/search") => get(pages::search::show),
        ("GET", "/queue") => get(pages::queue::show),
        ("GET", "/matters/{id}") => get(pages::matter::show),
        ("GET", "/why") => get(pages::why::show),
        ("POST", "/why") => post(pages::why::give),
        ("POST", "/searches") => post(pages::search::save),
        ("POST", "/searches/forget") => post(pages::search::forget),
        ("GET", "/export/deaths.csv") => get(api::deaths_csv),
        ("GET", "/export/deaths.parquet") => get(api::deaths_parquet),
        ("GET", "/export/series.geojson") => get(api::series_geojson),
        ("GET", "/office") => get(pages::office::show),
        ("GET", "/audit") => get(pages::office::audit),
        ("GET", "/sign-in") => get(pages::sign_in::show),
        ("POST", "/sign-in") => post(pages::sign_in::sign_in),
        ("GET", "/sign-in/provider") => get(pages::provider::begin),
        ("GET", "/sign-in/provider/back") => get(pages::provider::end),
        ("GET", "/layers/{file}") => get(layers::file),
        ("POST", "/sign-out") => post(pages::sign_in::sign_out),
        ("POST", "/import") => post(forms::import).layer(DefaultBodyLimit::max(LARGEST_FILE)),
        ("POST", "/state") => post(forms::state),
        ("POST", "/matters") => post(forms::add_matter),
        ("POST", "/matters/{id}") => post(forms::change_matter),
        ("POST", "/template") => post(forms::template),
        ("POST", "/decisions") => post(forms::decide),
        ("POST", "/decisions/{id}/sign") => post(forms::sign),
        ("POST", "/restrict") => post(forms::restrict),
        ("POST", "/restrict/lift") => post(forms::lift_restriction),
        ("POST", "/audit/explain") => post(forms::explain_step),
        ("POST", "/erase") => post(forms::erase),
        ("POST", "/budget") => post(forms::budget),
        ("POST", "/policy") => post(forms::policy),
        ("POST", "/users") => post(forms::add_user),
        ("POST", "/users/change") => post(forms::change_user),
        ("POST", "/users/password") => post(forms::set_password),
        ("GET", "/api/today") => get(api::today),
        ("GET", "/api/deaths/{id}") => get(api::death),
        ("GET", "/api/deaths/{id}/nearest") => get(api::nearest),
        ("GET", "/api/compare") => get(api::compare),
        ("GET", "/api/series") => get(api::all_series),
        ("GET", "/api/series/{id}") => get(api::series),
        ("GET", "/api/search") => get(api::search),
        ("GET", "/api/queue") => get(api::queue),
        ("GET", "/api/documents") => get(api::documents),
        ("GET", "/api/documents/{id}") => get(api::one_document),
        ("GET", "/api/openapi.json") => get(api::document),
        ("GET", "/assets/{file}") => get(assets::asset),
        _ => return None,
    })
}

/// The router over [`ROUTES`].
pub(crate) fn router(desk: Desk) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        if let Some(handler) = handler(route.method, route.path) {
            router = router.route(route.path, handler);
        }
    }
    router
        .fallback(pages::missing)
        .layer(axum::middleware::from_fn(request::numbered))
        .layer(axum::middleware::from_fn(headers::check))
        .layer(axum::middleware::from_fn_with_state(desk.clone(), headers::set))
        .with_state(desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_has_its_handler() {
        for route in ROUTES {
            assert!(handler(route.method, route.path).is_some(), "{route:?}");
        }
    }
}
