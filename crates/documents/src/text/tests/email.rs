//! E-mails.

use super::build::{base64, lines, pdf};
use super::{one, read};
use crate::DatePlace;
use jiff::civil::date;

const HEAD: &str = "From: Ann Field <ann@example.org>\r\nTo: Desk <desk@example.org>\r\nSubject: The second =?utf-8?Q?caf=C3=A9?= death\r\n\
    Date: Wed, 03 Feb 2016 09:15:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";

#[test]
fn the_body_the_subject_and_the_day_of_an_email_are_read() {
    let mail = format!(
        "{HEAD}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        He was found behind the caf=E9 on Tuesday.\r\n\r\nNobody had seen him come.\r\n"
    );
    let document = one("a.eml", mail.as_bytes());
    assert_eq!(document.text, "He was found behind the café on Tuesday.\n\nNobody had seen him come.");
    assert_eq!(document.title.as_deref(), Some("The second café death"));
    assert_eq!(document.date, Some(date(2016, 2, 3)));
    assert_eq!(document.origin.date.unwrap().place, DatePlace::MailHeader);
}

#[test]
fn what_is_attached_is_read_under_its_own_name() {
    let report = pdf(&[&lines(&["A woman of 29 was found below the mill."])]);
    let inner = "From: b@example.org\r\nSubject: Inner\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nThe inner letter tells of a third death.\r\n";
    let mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>See the report.</p>\r\n\
        --x\r\nContent-Type: application/pdf; name=\"report.pdf\"\r\nContent-Disposition: attachment; filename=\"report.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
        --x\r\nContent-Type: image/png; name=\"face.png\"\r\nContent-Disposition: attachment; filename=\"face.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
        --x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x--\r\n",
        base64(&report),
        base64(b"\x89PNG\r\n\x1a\n0000")
    );
    let contents = read("a.eml", mail.as_bytes()).unwrap();
    let read: Vec<(&str, &str)> =
        contents.documents.iter().map(|document| (&*document.name, &*document.text)).collect();
    let expected = [
        ("a.eml", "See the report."),
        ("a.eml/report.pdf", "A woman of 29 was found below the mill."),
        ("a.eml/message 1", "The inner letter tells of a third death."),
    ];
    assert_eq!(read, expected);
    assert_eq!(contents.refused.len(), 1);
    assert_eq!(
        contents.refused[0].to_string(),
        "a.eml/face.png: is a picture (PNG); recognise its text (OCR) and give that"
    );
}

#[test]
fn a_memorandum_is_no_email() {
    let memo = "From: The director\nTo: All officers\nSubject: The second death\n\nNobody is to speak to the press about it until Monday.";
    assert!(one("memo.txt", memo.as_bytes()).text.starts_with("From: The director"));
}
