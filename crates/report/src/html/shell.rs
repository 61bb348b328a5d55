//! What every page has: its head with the content-security policy, its style and its script.

use super::markup::Markup;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// A whole page with this title; `skip` is where a reader without a mouse jumps to, and what it is called.
pub fn page(title: &str, skip: (&'static str, &'static str), body: impl FnOnce(&mut Markup)) -> String {
    let mut m = Markup::default();
    m.literal("<!DOCTYPE html>\n");
    m.element("html", &[("lang", &"en")], |m| {
        m.element("head", &[], |m| head(m, title));
        m.element("body", &[], |m| {
            m.line("a", &[("class", &"skip"), ("href", &skip.0)], skip.1);
            body(m);
        });
    });
    m.literal("\n");
    m.finish()
}

/// The line at the top: the program, what was read, and the tools that need the script.
pub fn masthead(m: &mut Markup, source: &str, tools: &[(&'static str, &'static str)]) {
    m.element("div", &[("class", &"masthead")], |m| {
        m.line("span", &[("class", &"brand")], "Colligate");
        m.line("span", &[("class", &"source")], source);
        m.element("span", &[("class", &"tools"), ("hidden", &"")], |m| {
            for (action, name) in tools {
                m.line("button", &[("type", &"button"), ("data-do", action)], name);
            }
        });
    });
}

fn head(m: &mut Markup, title: &str) {
    m.tag("meta", &[("charset", &"utf-8")]);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    m.tag("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &policy)]);
    m.tag("meta", &[("name", &"viewport"), ("content", &"width=device-width, initial-scale=1")]);
    m.tag("meta", &[("name", &"color-scheme"), ("content", &"light dark")]);
    m.tag("meta", &[("name", &"referrer"), ("content", &"no-referrer")]);
    m.tag("link", &[("rel", &"icon"), ("href", &"data:,")]);
    m.line("title", &[], title);
    m.element("style", &[], |m| m.literal(STYLE));
    m.element("script", &[], |m| m.literal(SCRIPT));
}

/// The hash by which a content-security policy names an inline text.
fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}
