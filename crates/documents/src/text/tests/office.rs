//! DOCX.

use super::build::{document_xml, docx, zip};
use super::{one, read, refusal};
use crate::DatePlace;
use jiff::civil::date;

#[test]
fn paragraphs_cells_and_references_of_a_docx_are_read() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Review of </w:t></w:r><w:r><w:t>a death</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">Mr Baker &amp; Ms Dean&#8217;s flat </w:t></w:r><w:del><w:r><w:delText>was not</w:delText></w:r></w:del><w:ins><w:r><w:t>was searched.</w:t></w:r></w:ins></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Age</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>34</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:p><w:r><w:t>Place</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Exampleton</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:t>End</w:t><w:br/><w:t>of it</w:t></w:r></w:p>"#;
    let document = one("a.docx", &docx(body));
    let expected =
        "Review of a death\n\nMr Baker & Ms Dean’s flat was searched.\n\nAge\t34\nPlace\tExampleton\n\nEnd\nof it";
    assert_eq!(document.text, expected);
}

#[test]
fn the_title_and_the_day_of_a_docx_come_from_its_properties() {
    let core = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>A &amp; B</dc:title><dcterms:created>2019-05-06T07:08:09Z</dcterms:created></cp:coreProperties>"#;
    let xml = document_xml("<w:p><w:r><w:t>He was found dead.</w:t></w:r></w:p>");
    let notes = document_xml("<w:p><w:r><w:t>Seen on 7 May.</w:t></w:r></w:p>");
    let parts: [(&str, &[u8]); 3] = [
        ("word/document.xml", xml.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ];
    let contents = read("a.docx", &zip(&parts)).unwrap();
    let document = &contents.documents[0];
    assert_eq!(document.title.as_deref(), Some("A & B"));
    assert_eq!(document.date, Some(date(2019, 5, 6)));
    assert_eq!(document.origin.date.as_ref().unwrap().place, DatePlace::FileProperties);
    assert_eq!((&*contents.documents[1].name, &*contents.documents[1].text), ("a.docx, footnotes", "Seen on 7 May."));
}

#[test]
fn a_docx_with_entities_of_its_own_is_refused() {
    let laughs = format!(
        "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"{}\"><!ENTITY c \"{}\">]>{}",
        "&a;".repeat(10),
        "&b;".repeat(10),
        document_xml("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>").split_once("?>").unwrap().1
    );
    let said = refusal("a.docx", &zip(&[("word/document.xml", laughs.as_bytes())]));
    assert!(said.contains("declares a document type"), "{said}");
}

#[test]
fn an_encrypted_docx_is_said_to_be_one() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(
        refusal("a.docx", &bytes),
        "a.docx: is an encrypted DOCX; open it with its password and save it without"
    );
}
