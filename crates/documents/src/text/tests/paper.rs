//! PDF.

use super::build::{lines, pdf, pdf_of, pdf_with, stream};
use super::{one, refusal};
use crate::DatePlace;
use jiff::civil::date;

#[test]
fn the_lines_of_a_page_become_paragraphs() {
    let content = lines(&[
        "The coroner was told on the first day of the inquest that two officers had gone to",
        "the flat before the ambulance did, and that neither of them had read the earlier re-",
        "port of a similar death in the same building.",
        "They said they had not been given it.",
    ]);
    let document = one("a.pdf", &pdf(&[&content]));
    let expected = "The coroner was told on the first day of the inquest that two officers had gone to the flat before the ambulance did, and \
        that neither of them had read the earlier report of a similar death in the same building.\n\nThey said they had not been given it.";
    assert_eq!(document.text, expected);
    assert_eq!(document.title.as_deref(), Some("A report"));
    assert_eq!(document.date, Some(date(2017, 3, 15)));
    assert_eq!(document.origin.date.as_ref().unwrap().place, DatePlace::FileProperties);
    assert!(document.origin.pieces.iter().all(|piece| piece.page == Some(1)));
}

#[test]
fn a_date_on_the_page_comes_before_that_of_the_file() {
    let content = lines(&[
        "REPORT",
        "Date: 2 June 2014",
        "A man of 40 was found dead at his home by his brother, who had a key.",
    ]);
    let document = one("a.pdf", &pdf(&[&content]));
    assert_eq!(document.date, Some(date(2014, 6, 2)));
    assert_eq!(document.origin.date.as_ref().unwrap().page, Some(1));
    assert!(document.text.contains("2 June 2014"), "a paper keeps its lines");
}

#[test]
fn heads_feet_and_numbers_of_pages_are_left_out() {
    let page = |number: usize, text: &str| {
        format!(
            "{} BT /F1 9 Tf 72 40 Td (Page {number} of 4) Tj ET",
            lines(&[
                "Office of the Coroner",
                "",
                text,
                &format!("It was the {number}th call to that address in the year.")
            ])
        )
    };
    let texts = [
        "The first call came at four in the morning and was not answered by anybody",
        "The second call came an hour later and was answered by a man who hung up",
        "The third call came from a neighbour who had heard a fall and then nothing",
        "The last call came from the ambulance that had been sent after the third one",
    ];
    let contents: Vec<String> = (1..).zip(texts).map(|(number, text)| page(number, text)).collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let document = one("a.pdf", &pdf(&contents));
    assert!(!document.text.contains("Office of the Coroner") && !document.text.contains("Page 2"), "{}", document.text);
    assert!(texts.iter().all(|text| document.text.contains(text)), "{}", document.text);
    let last = document.text.find(texts[3]).unwrap();
    assert_eq!(document.origin.piece(last).unwrap().page, Some(4));
}

#[test]
fn gaps_are_blanks_and_kerning_is_not() {
    let content = "BT /F1 10 Tf 72 700 Td [(Fo) 20 (und) -300 (in) -280 (the) -350 (ri) -30 (ver)] TJ ET";
    assert_eq!(one("a.pdf", &pdf(&[content])).text, "Found in the river");
}

#[test]
fn a_font_that_says_which_letters_its_codes_are_is_believed() {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
        2 beginbfchar <0001> <00480065> <0002> <006C0070> endbfchar endcmap end";
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>".to_vec(),
        stream("", b"BT /F1 12 Tf 72 700 Td <00010002> Tj ET"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [7 0 R] >>".to_vec(),
        stream("", map),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 /W [1 [900 900]] >>".to_vec(),
    ];
    assert_eq!(one("a.pdf", &pdf_of(&objects, "")).text, "Help");
}

#[test]
fn a_scan_is_said_to_be_one() {
    let said = refusal("scan.pdf", &pdf(&["q 612 0 0 792 0 0 cm Q"]));
    assert_eq!(said, "scan.pdf: holds 1 page and no text, as a scan does; recognise its text (OCR) and give that");
}

#[test]
fn a_pdf_with_a_password_is_said_to_be_encrypted() {
    let handler = "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF> \
        /U <FFEEDDCCBBAA99887766554433221100FFEEDDCCBBAA99887766554433221100> >>";
    let id = "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";
    let expected = "locked.pdf: is an encrypted PDF; open it with its password and save it without";
    let content = lines(&["A man was found"]);
    assert_eq!(refusal("locked.pdf", &pdf_with(&[&content], &format!("/Encrypt {handler} {id}"))), expected);
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("", content.as_bytes()),
        handler.as_bytes().to_vec(),
    ];
    assert_eq!(refusal("locked.pdf", &pdf_of(&objects, &format!("/Encrypt 5 0 R {id}"))), expected);
}
