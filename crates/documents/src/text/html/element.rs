//! What the names of elements, and the names that pages give them, say of their text.

/// What an element is for the reading of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of a line.
    Inline,
    /// Begins and ends a block of text.
    Block,
    /// Never shows text that is read.
    Silent,
    /// Has no content.
    Void,
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const SILENT: &[&str] = &[
    "applet", "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "map", "math",
    "nav", "noembed", "noframes", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Words in the class or id of what stands around a text.
const AROUND: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "author",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "gdpr",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "promoted",
    "promotion",
    "rail",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "widget",
];
/// Roles of accessibility whose elements stand around a text.
const LANDMARKS: &[&str] =
    &["alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "navigation", "search", "toolbar"];

pub(super) fn role(name: &str) -> Role {
    let of = |names: &[&str]| names.binary_search(&name).is_ok();
    if of(BLOCKS) {
        Role::Block
    } else if of(SILENT) {
        Role::Silent
    } else if of(VOID) {
        Role::Void
    } else {
        Role::Inline
    }
}

/// Elements that an opening element of this name closes, and those beyond which it closes none.
pub(super) fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table", "tbody", "thead", "tfoot"]),
        "option" => (&["option"], &["select", "datalist"]),
        _ if role(name) == Role::Block => (&["p"], BLOCKS),
        _ => (&[], &[]),
    }
}

/// Whether the class or id of an element names what stands around a text.
pub(super) fn around(names: &str) -> bool {
    let mut word = String::new();
    let mut before_lower = false;
    // Words are parted by marks and by capitals: "shareTools", "share-tools".
    for c in names.chars().chain([' ']) {
        let parts = !c.is_alphabetic() || (c.is_uppercase() && before_lower);
        if parts {
            if AROUND.binary_search(&word.as_str()).is_ok() {
                return true;
            }
            word.clear();
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        before_lower = c.is_lowercase();
    }
    false
}

pub(super) fn landmark(role: &str) -> bool {
    LANDMARKS.contains(&role.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_the_search_in_them() {
        for list in [BLOCKS, SILENT, VOID, AROUND] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn names_are_taken_apart_at_marks_and_capitals() {
        assert!(around("ShareTools") && around("story-share") && around("js_comments"));
        assert!(!around("shared-story commentary reading"));
    }
}
