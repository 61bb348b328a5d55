//! Files made to eat the machine.

use super::build::{document_xml, docx, lines, pdf, pdf_of, stream, zip};
use super::{Limits, one, read, read_bytes, refusal};
use crate::text::TextProblem;

fn small() -> Limits {
    Limits { expanded_bytes: 1 << 20, ratio_from: 1 << 16, operations: 10_000, parts: 20, ..Limits::default() }
}

fn over(name: &str, bytes: &[u8], limits: &Limits) -> String {
    let error = read_bytes(name, bytes, limits).map(|contents| contents.documents.len()).unwrap_err();
    assert!(matches!(error.problem, TextProblem::OverLimit { .. }), "{error}");
    error.to_string()
}

#[test]
fn a_file_that_is_too_large_is_not_looked_into() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let said = over("a.txt", b"twelve bytes", &limits);
    assert_eq!(said, "a.txt: its size of 12 bytes is over the limit of 10 bytes; split the file, or raise the limit");
}

#[test]
fn a_zip_that_unpacks_to_far_more_than_it_is_stops_there() {
    let bomb = zip(&[("a.txt", &vec![b' '; 16 << 20])]);
    let said = over("bomb.zip", &bomb, &Limits::default());
    assert!(said.contains("over the limit of 250 to one"), "{said}");
}

#[test]
fn many_parts_together_may_not_unpack_to_too_much() {
    let noise: Vec<u8> = (0..300_000u32).map(|at| b'a' + (at.wrapping_mul(2_654_435_761) >> 27) as u8 % 26).collect();
    let parts: Vec<(String, Vec<u8>)> = (0..5).map(|at| (format!("{at}.txt"), noise.clone())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    let said = over("a.zip", &zip(&parts), &small());
    assert!(said.contains("once unpacked"), "{said}");
    let parts: Vec<(String, &[u8])> = (0..30).map(|at| (format!("{at}.txt"), b"text".as_slice())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (&**name, *bytes)).collect();
    let said = over("a.zip", &zip(&parts), &small());
    assert!(said.contains("20 parts"), "{said}");
}

#[test]
fn zips_inside_zips_end_at_the_limit() {
    let mut nested = zip(&[("note.txt", b"Found dead in the yard.")]);
    for _ in 0..3 {
        nested = zip(&[("inner.zip", &nested)]);
    }
    assert_eq!(one("a.zip", &nested).name, "a.zip/inner.zip/inner.zip/inner.zip/note.txt");
    let said = refusal("a.zip", &zip(&[("inner.zip", &nested)]));
    assert!(said.contains("4 inside one another"), "{said}");
}

#[test]
fn one_bad_part_does_not_cost_the_others() {
    let contents =
        read("a.zip", &zip(&[("bad.pdf", b"%PDF-1.4 nothing"), ("good.txt", b"Found dead in the yard.")])).unwrap();
    assert_eq!(contents.documents[0].name, "a.zip/good.txt");
    assert_eq!(contents.refused[0].name, "a.zip/bad.pdf");
}

#[test]
fn an_encrypted_zip_is_said_to_be_one() {
    let mut bytes = zip(&[("a.txt", b"text")]);
    // Bit 0 of the flags, in the header of the part and in the directory.
    bytes[6] |= 1;
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    assert_eq!(
        refusal("a.zip", &bytes),
        "a.zip/a.txt: is an encrypted ZIP file; open it with its password and save it without"
    );
}

#[test]
fn elements_inside_one_another_end_at_the_limit() {
    let page = format!("<html>{}text", "<div>".repeat(100_000));
    assert!(over("a.html", page.as_bytes(), &Limits::default()).contains("nesting of elements"));
    let page = format!("<html>{}text", "<b>".repeat(100_000));
    assert!(over("a.html", page.as_bytes(), &Limits::default()).contains("nesting of elements"));
    let body = format!("{}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    assert!(over("a.docx", &docx(&body), &Limits::default()).contains("nesting of elements"));
    let page = format!("<p>{}</p>", "<i></i>".repeat(10_000));
    assert!(
        over("a.html", page.as_bytes(), &Limits { elements: 1_000, ..Limits::default() })
            .contains("number of elements")
    );
}

#[test]
fn messages_inside_one_another_end_at_the_limit() {
    let mut mail = String::from("MIME-Version: 1.0\r\nSubject: outer\r\n");
    for _ in 0..20_000 {
        mail.push_str("Content-Type: message/rfc822\r\n\r\n");
    }
    mail.push_str("Subject: inner\r\n\r\nFound dead in the yard.\r\n");
    let _ = read("a.eml", mail.as_bytes());
}

#[test]
fn a_docx_that_unpacks_to_far_more_than_it_is_stops_there() {
    let xml = document_xml(&" ".repeat(16 << 20));
    let said = over("a.docx", &zip(&[("word/document.xml", xml.as_bytes())]), &Limits::default());
    assert!(said.contains("250 to one"), "{said}");
}

#[test]
fn pages_that_lead_back_to_themselves_end() {
    let page = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>".to_vec();
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [2 0 R 3 0 R 2 0 R] >>".to_vec(),
        page,
        stream("", lines(&["Found dead in the yard."]).as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let bytes = pdf_of(&objects, "");
    if let Ok(contents) = read("a.pdf", &bytes) {
        assert!(contents.documents[0].text.contains("Found dead"));
    }
}

#[test]
fn a_form_that_draws_itself_is_refused() {
    let resources = "/Resources << /XObject << /X 5 0 R >> >>";
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R {resources} /Contents 4 0 R >>").into_bytes(),
        stream("", b"/X Do"),
        stream(&format!("/Type /XObject /Subtype /Form {resources}"), b"/X Do"),
    ];
    let said = refusal("a.pdf", &pdf_of(&objects, ""));
    assert!(said.contains("forms are drawn inside one another"), "{said}");
}

#[test]
fn forms_that_draw_one_another_many_times_end_at_the_limit() {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>".to_vec(),
        stream("", b"/X Do"),
    ];
    for at in 5..14 {
        let entries = format!("/Type /XObject /Subtype /Form /Resources << /XObject << /X {} 0 R >> >>", at + 1);
        objects.push(stream(&entries, "/X Do ".repeat(20).as_bytes()));
    }
    objects.push(stream("/Type /XObject /Subtype /Form", b"q Q"));
    assert!(over("a.pdf", &pdf_of(&objects, ""), &small()).contains("drawing operations"));
}

#[test]
fn a_stream_that_unpacks_to_far_more_than_it_is_stops_there() {
    let packed = zlib(&vec![b' '; 4 << 20]);
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("/Filter /FlateDecode", &packed),
    ];
    assert!(over("a.pdf", &pdf_of(&objects, ""), &small()).contains("over the limit of 250 to one"));
    let sparse = Limits { ratio: 2_000, ..small() };
    assert!(over("a.pdf", &pdf_of(&objects, ""), &sparse).contains("once unpacked"));
}

#[test]
fn a_file_with_too_many_pages_is_refused() {
    let content = lines(&["Found dead."]);
    let bytes = pdf(&[&content, &content, &content]);
    assert!(over("a.pdf", &bytes, &Limits { pages: 2, ..Limits::default() }).contains("3 pages"));
}

/// The zlib stream of these bytes: what a ZIP holds is deflate without its head and sum.
fn zlib(bytes: &[u8]) -> Vec<u8> {
    let packed = zip(&[("a", bytes)]);
    let length = u32::from_le_bytes(packed[18..22].try_into().unwrap()) as usize;
    let deflated = if length > 0 {
        packed[31..31 + length].to_vec()
    } else {
        let directory = packed.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        let length = u32::from_le_bytes(packed[directory + 20..directory + 24].try_into().unwrap()) as usize;
        packed[31..31 + length].to_vec()
    };
    let (mut a, mut b) = (1u32, 0u32);
    for &byte in bytes {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    [&[0x78, 0x9c], &*deflated, &(b << 16 | a).to_be_bytes()].concat()
}
