//! Every character of every text points at the same one of its source.

use super::build::{docx, lines, pdf};
use super::{Limits, read_bytes};
use crate::text::Source;
use proptest::prelude::*;

fn holds(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(contents) = read_bytes(name, bytes, &Limits::default()) {
        let pairs: Vec<(&crate::Document, &Source)> = contents.documents.iter().zip(&contents.sources).collect();
        for (document, source) in pairs {
            prop_assert!(source.vouches_for(document), "{:#?}\n{:?}", document, source);
            prop_assert!(
                !document.text.contains("\n\n\n") && document.text.trim() == document.text,
                "{:?}",
                document.text
            );
        }
    }
    Ok(())
}

/// Parts of texts from the web, as they come.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![6 => prop::sample::select(of).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

const PLAIN: &[&str] = &[
    "Image copyright ",
    "PA ",
    "Image caption ",
    "Two men were found. ",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "Share this",
    "Published 19 March 2018",
    "Posted: ",
    "Friday, January 31, 2014 10:21 AM EST",
    "(Photo: ",
    ")",
    "“Yes,” he said.",
    "More on Kent",
    "é",
    "Read more: ",
    "Date: ",
    "3/4/2018",
    "By Ann Field",
    "a long line that goes on for some time and then goes on for more than a hundred characters in all ",
];
const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='share'>",
    "</div>",
    "<article>",
    "</article>",
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&bogus;",
    "&",
    "&notit;",
    "&bne;",
    "&ThickSpace;",
    "&#0;",
    "&#x110000;",
    "<",
    ">",
    "<br>",
    "<b",
    "</b>",
    "<!-- ",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<pre>",
    "</pre>",
    "<li>",
    "</ul>",
    "<a href=\"x\">",
    "</a>",
    "\r\n",
    "\n",
    " ",
    "\0",
    "Two men were found dead. ",
    "Image caption ",
    "<time datetime=\"2018-03-19\">",
    "<meta name=date content='",
    "'>",
    "<svg><p>",
    "<![CDATA[",
    "]]>",
    "<textarea>",
    "é",
    "𝒳",
];
const XML: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "&amp;",
    "&#65;",
    "&lt;",
    "Two men",
    " ",
    "\n",
    "<w:tab/>",
    "<w:br/>",
    "<w:tc>",
    "</w:tc>",
    "<![CDATA[a < b]]>",
    "é",
    "<!-- x -->",
];

proptest! {
    #[test]
    fn plain_texts_are_traceable(text in pieces(PLAIN)) {
        holds("a.txt", text.as_bytes())?;
    }

    #[test]
    fn pages_are_traceable(text in pieces(HTML)) {
        holds("a.html", format!("<html><body>{text}").as_bytes())?;
    }

    #[test]
    fn bodies_of_docx_are_traceable(text in pieces(XML)) {
        holds("a.docx", &docx(&text))?;
        holds("a.docx", &docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text.replace('<', "("))))?;
    }

    #[test]
    fn pages_of_pdf_are_traceable(shown in prop::collection::vec("[a-z -]{0,30}[.-]?", 1..12), gap in -2000i32..2000) {
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let content = lines(&shown);
        let moved = format!("BT /F1 9 Tf 50 300 Td [(ab) {gap} (cd)] TJ ET");
        holds("a.pdf", &pdf(&[&content, &moved, &content, &content]))?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "[a-z]\\.(txt|html|pdf|docx|eml|zip)") {
        holds(&name, &bytes)?;
    }
}
