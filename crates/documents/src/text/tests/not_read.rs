//! What stood in a file and is not in the text is said, or is in the text.

use super::build::{document_xml, lines, pdf_of, stream, zip};
use super::{one, read};
use crate::{Document, Unread};

const FONT: &[u8] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A PDF of one page with this content, these entries of the page, and these objects from the sixth on.
fn page(content: &str, entries: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {entries} >>").into_bytes(),
        stream("", content.as_bytes()),
        FONT.to_vec(),
    ];
    objects.extend(more.iter().cloned());
    pdf_of(&objects, "")
}

const RESOURCES: &str = "/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>";

fn said(document: &Document) -> Vec<(Unread, Vec<u32>, u64)> {
    document.origin.not_read.iter().map(|one| (one.what, one.pages.clone(), one.count)).collect()
}

#[test]
fn the_values_of_a_filled_form_are_read_behind_their_labels() {
    let content = "BT /F1 11 Tf 72 700 Td (Name:) Tj 0 -40 Td (Age:) Tj 0 -40 Td (Signed) Tj ET";
    let fields = [
        "<< /Type /Annot /Subtype /Widget /FT /Tx /V (Ada Quill) /Rect [120 696 300 712] >>",
        "<< /Type /Annot /Subtype /Widget /Parent 8 0 R /Rect [120 656 300 672] >>",
        "<< /FT /Tx /V (31) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /AS /Yes /V /Yes /Rect [120 616 132 628] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /F 2 /V (not shown) /Rect [120 596 300 612] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /V << /Type /Sig >> /Rect [120 576 300 592] >>",
    ];
    let fields: Vec<Vec<u8>> = fields.iter().map(|field| field.as_bytes().to_vec()).collect();
    let entries = format!("{RESOURCES} /Annots [6 0 R 7 0 R 9 0 R 10 0 R 11 0 R]");
    let document = one("form.pdf", &page(content, &entries, &fields));
    let words: Vec<&str> = document.text.split_whitespace().collect();
    assert_eq!(words, ["Name:", "Ada", "Quill", "Age:", "31", "Signed", "[x]"], "{}", document.text);
    assert_eq!(said(&document), [(Unread::FormFields, vec![1], 1)]);
}

#[test]
fn notes_and_attached_files_are_counted() {
    let annotations = [
        "<< /Type /Annot /Subtype /Text /Contents (Check the day) /Rect [10 10 20 20] >>",
        "<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 20 20] >>",
        "<< /Type /Annot /Subtype /Link /Rect [10 10 20 20] >>",
    ];
    let annotations: Vec<Vec<u8>> = annotations.iter().map(|one| one.as_bytes().to_vec()).collect();
    let entries = format!("{RESOURCES} /Annots [6 0 R 7 0 R 8 0 R]");
    let document = one("a.pdf", &page(&lines(&["He was found dead."]), &entries, &annotations));
    assert_eq!(said(&document), [(Unread::Comments, vec![1], 1), (Unread::Attachments, vec![1], 1)]);
}

#[test]
fn a_page_that_is_a_picture_is_said_among_pages_that_are_read() {
    let image = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1", b"x");
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 3 /Kids [3 0 R 7 0 R 7 0 R] /MediaBox [0 0 595 842] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {RESOURCES} >>").into_bytes(),
        stream("", lines(&["He was found dead at the foot of the stairs by a neighbour who had a key."]).as_bytes()),
        FONT.to_vec(),
        image,
        format!("<< /Type /Page /Parent 2 0 R /Contents 8 0 R {RESOURCES} >>").into_bytes(),
        stream("", b"q 595 0 0 842 0 0 cm /I Do Q"),
    ];
    let document = one("mixed.pdf", &pdf_of(&objects, ""));
    assert_eq!(said(&document), [(Unread::ScannedPages, vec![2, 3], 2)]);
    assert_eq!(document.origin.not_read[0].in_words(), "2 pages that are pictures, as scans are (pages 2, 3)");
    // A small picture above a short text is no scan.
    let logo = page(
        &format!("q 60 0 0 60 0 780 cm /I Do Q {}", lines(&["Found dead."])),
        RESOURCES,
        &[stream("/Type /XObject /Subtype /Image", b"x")],
    );
    assert_eq!(said(&one("logo.pdf", &logo)), []);
}

#[test]
fn text_that_is_turned_is_read_in_its_order() {
    let text = "(A coroner has opened an inquest) Tj";
    for matrix in ["1 0 0 1 72 700", "0 1 -1 0 300 100", "-1 0 0 -1 500 300", "0 -1 1 0 300 700"] {
        let content = format!("BT /F1 11 Tf {matrix} Tm {text} ET");
        let document = one("turned.pdf", &page(&content, RESOURCES, &[]));
        assert_eq!(document.text, "A coroner has opened an inquest", "{matrix}");
        assert_eq!(said(&document), []);
    }
}

#[test]
fn letters_that_lean_or_lie_beyond_the_page_are_left_out_and_counted() {
    let content = "BT /F1 11 Tf 72 700 Td (Found dead.) Tj ET BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT) Tj ET \
        BT /F1 11 Tf 72 -300 Td (Of another page) Tj ET BT /F1 11 Tf 900 700 Td (Beyond) Tj ET";
    let document = one("a.pdf", &page(content, RESOURCES, &[]));
    assert_eq!(document.text, "Found dead.");
    assert_eq!(said(&document), [(Unread::LeaningLetters, vec![1], 5), (Unread::LettersOutsidePage, vec![1], 19)]);
    let cropped = page(
        "BT /F1 11 Tf 72 700 Td (Found dead.) Tj 0 -600 Td (Below) Tj ET",
        "/CropBox [0 400 595 842] /Resources << /Font << /F1 5 0 R >> >>",
        &[],
    );
    let document = one("cropped.pdf", &cropped);
    assert_eq!(
        (document.text.as_str(), said(&document)),
        ("Found dead.", vec![(Unread::LettersOutsidePage, vec![1], 5)])
    );
}

#[test]
fn heads_feet_hidden_words_and_files_of_a_docx_are_said() {
    let run = |text: &str, property: &str| {
        format!("<w:r><w:rPr>{property}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let body = [
        run("He was found dead.", ""),
        run(" He was hidden.", "<w:vanish/>"),
        run(" By a key.", "<w:vanish w:val=\"0\"/>"),
    ]
    .concat();
    let head = document_xml(&format!("<w:p>{}</w:p>", run("CORONER FOR ANYSHIRE 12 May 2016", "")));
    let empty = document_xml("<w:p/>");
    let text = document_xml(&format!("<w:p>{body}</w:p>"));
    let parts: [(&str, &[u8]); 6] = [
        ("word/document.xml", text.as_bytes()),
        ("word/header1.xml", head.as_bytes()),
        ("word/header2.xml", head.as_bytes()),
        ("word/footer1.xml", empty.as_bytes()),
        ("word/media/image1.png", b"x"),
        ("word/embeddings/oleObject1.bin", b"x"),
    ];
    let contents = read("a.docx", &zip(&parts)).unwrap();
    let document = &contents.documents[0];
    assert_eq!(document.text, "He was found dead. By a key.");
    let words: Vec<String> = document.origin.not_read.iter().map(crate::NotRead::in_words).collect();
    let expected = [
        "3 hidden words",
        "6 words in the heads of pages (CORONER FOR ANYSHIRE 12 May 2016)",
        "1 file inside the file",
        "1 picture",
    ];
    assert_eq!(words, expected);
}
