//! The pages, one a file.

pub(crate) mod account;
pub(crate) mod alerts;
pub(crate) mod compare;
pub(crate) mod death;
pub(crate) mod documents;
pub(crate) mod done;
pub(crate) mod known;
pub(crate) mod matter;
pub(crate) mod matter_form;
pub(crate) mod office;
pub(crate) mod provider;
pub(crate) mod queue;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod series;
pub(crate) mod sign_in;
pub(crate) mod staff;
pub(crate) mod today;
pub(crate) mod why;

use crate::error::Refusal;
use crate::session::Signed;
use askama::Template;
use axum::response::Html;
use colligate_casefile::{CaseError, Right, Session};
use colligate_register::{Day, wording};

/// What every page has in its head.
pub(crate) struct Head {
    /// Name to be shown.
    pub user: String,
    /// Role.
    pub role: &'static str,
    /// Token of the forms.
    pub csrf: String,
    /// The day that the office's clock shows.
    pub today: String,
    pub may_review: bool,
    pub may_supervise: bool,
    pub may_administer: bool,
}

impl Head {
    pub fn new(signed: &Signed, today: String) -> Head {
        let Session { user, csrf, .. } = &signed.session;
        Head {
            user: user.full_name.clone(),
            role: user.role.as_str(),
            csrf: csrf.clone(),
            today,
            may_review: user.role.has(Right::Review),
            may_supervise: user.role.has(Right::Supervise),
            may_administer: user.role.has(Right::Administer),
        }
    }
}

/// A page, or why it cannot be shown.
pub(crate) type Page = Result<Html<String>, Refusal>;

pub(crate) fn page(template: &impl Template) -> Page {
    Ok(Html(template.render()?))
}

/// Looks for something off the threads that answer, since it takes a while.
pub(crate) async fn looking<T: Send + 'static>(
    look: impl FnOnce() -> Result<T, CaseError> + Send + 'static,
) -> Result<T, CaseError> {
    tokio::task::spawn_blocking(look).await?
}

/// What is not there.
pub(crate) async fn missing(uri: axum::http::Uri) -> Refusal {
    Refusal::Case(CaseError::NotFound { what: "page", id: uri.path().chars().take(100).collect() })
}

/// An E-value as a person reads it.
pub(crate) fn e_value(value: f64) -> String {
    wording::e_value(value)
}

/// A day of the record as a sentence writes it: `20 Sep 2014`; what is no day stays as it is.
pub(crate) fn in_words(day: &str) -> String {
    day.parse::<Day>().map_or_else(|_| day.to_owned(), wording::day)
}

#[cfg(test)]
mod tests {
    use super::e_value;

    #[test]
    fn e_values_are_short() {
        for (value, text) in [(23.4, "23"), (1.26, "1.3"), (0.034, "0.034"), (9.96e-8, "1 × 10⁻⁷"), (0.0, "0")] {
            assert_eq!(e_value(value), text);
        }
    }
}
