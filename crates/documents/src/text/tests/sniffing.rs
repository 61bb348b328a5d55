//! Kinds of files and encodings of texts.

use super::{one, refusal};

#[test]
fn the_content_says_what_a_file_is_before_its_name_does() {
    let page = b"<!DOCTYPE html><p>A man of forty was found dead in the yard behind the station on Monday.</p>";
    assert_eq!(one("report.txt", page).text, "A man of forty was found dead in the yard behind the station on Monday.");
    assert_eq!(one("report.html", b"A man < 40 was found dead.").text, "A man < 40 was found dead.");
    assert!(refusal("report.pdf", b"plain words").contains("not a sound PDF"));
}

#[test]
fn texts_are_read_in_the_encoding_they_have() {
    let text = "Café – “Zoë” was found.";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(one("a.txt", &[b"\xff\xfe", &*utf16].concat()).text, text);
    assert_eq!(one("a.txt", &[b"\xef\xbb\xbf", text.as_bytes()].concat()).text, text);
    let windows = encoding_rs::WINDOWS_1252.encode(text).0;
    assert_eq!(one("a.txt", &windows).text, text);
    let cyrillic = "В среду утром мужчина был найден мертвым у старой мельницы, сообщила полиция.";
    assert_eq!(one("a.txt", &encoding_rs::WINDOWS_1251.encode(cyrillic).0).text, cyrillic);
    let page = [
        b"<html><meta charset=windows-1250><p>".as_slice(),
        &encoding_rs::WINDOWS_1250.encode("Muž byl nalezen mrtvý u řeky.").0,
    ]
    .concat();
    assert_eq!(one("a.html", &page).text, "Muž byl nalezen mrtvý u řeky.");
}

#[test]
fn what_is_not_read_is_named_with_what_would_be() {
    assert_eq!(refusal("a.png", b"\x89PNG\r\n"), "a.png: is a picture (PNG); recognise its text (OCR) and give that");
    assert_eq!(refusal("a.rtf", b"{\\rtf1 text}"), "a.rtf: is an RTF document; save it as DOCX, PDF or text");
    assert_eq!(refusal("a.txt", b""), "a.txt: holds no text");
    assert_eq!(refusal("a.txt", b" \n \n"), "a.txt: holds no text");
    assert!(refusal("a.bin", &[0, 1, 2, 3, 0, 5, 6, 7]).contains("no kind of file known here"));
}
