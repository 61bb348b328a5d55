//! What kind of file some bytes are: by their content first, by the name's ending second.

use super::TextProblem;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Html,
    Pdf,
    Email,
    /// A ZIP, of which a DOCX is one.
    Zip,
}

const PICTURE: &str = "recognise its text (OCR) and give that";
const SAVE: &str = "save it as DOCX, PDF or text";
const OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Beginnings of files that are not read here, what they are, and what to do.
const REFUSED: [(&[u8], &str, &str); 16] = [
    (b"{\\rtf", "an RTF document", SAVE),
    (b"\x89PNG", "a picture (PNG)", PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", PICTURE),
    (b"GIF8", "a picture (GIF)", PICTURE),
    (b"II*\0", "a picture (TIFF)", PICTURE),
    (b"MM\0*", "a picture (TIFF)", PICTURE),
    (b"\x1f\x8b", "a gzip file", "unpack it and give what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and give what is in it, or a ZIP of it"),
    (b"Rar!", "a RAR archive", "unpack it and give what is in it, or a ZIP of it"),
    (b"BZh", "a bzip2 file", "unpack it and give what is in it"),
    (b"\xfd7zXZ\0", "an xz file", "unpack it and give what is in it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it and give what is in it"),
    (b"ID3", "a sound recording", "give a transcript of it"),
    (b"OggS", "a recording", "give a transcript of it"),
    (b"\x7fELF", "a program", "give a document"),
    (b"!BDN", "an Outlook data file", "export its messages as .eml files"),
];

/// The kind of a file.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Kind, TextProblem> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let head = &bytes[..bytes.len().min(8192)];
    if head.is_empty() {
        return Err(TextProblem::Empty);
    }
    if let Some(&(_, found, remedy)) = REFUSED.iter().find(|(magic, _, _)| head.starts_with(magic)) {
        return Err(TextProblem::WrongKind { found, remedy });
    }
    if head.starts_with(OFFICE) {
        return Err(old_office(bytes));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    // Some programs put a line before the header; readers of PDF look for it in the first 1,024 bytes.
    if head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
        && (head.starts_with(b"%PDF-") || extension == "pdf")
    {
        return Ok(Kind::Pdf);
    }
    let text = readable(head);
    if !text.is_empty() && looks_like_html(&text) {
        return Ok(Kind::Html);
    }
    if looks_like_email(&text) && !["txt", "md"].contains(&&*extension) || extension == "eml" && text.contains(':') {
        return Ok(Kind::Email);
    }
    match &*extension {
        "pdf" => Err(TextProblem::damaged("PDF", "it does not begin with %PDF-")),
        "docx" | "zip" => Err(TextProblem::damaged("ZIP file", "it does not begin with PK")),
        "html" | "htm" | "xhtml" if !text.is_empty() => Ok(Kind::Html),
        _ if text.is_empty() => Err(TextProblem::WrongKind {
            found: "no text, and no kind of file known here",
            remedy: "give text, HTML, PDF, DOCX, e-mail, or a ZIP of them",
        }),
        _ => Ok(Kind::Plain),
    }
}

/// An OLE file: an encrypted DOCX is one, and so are Word's old documents and Outlook's messages.
fn old_office(bytes: &[u8]) -> TextProblem {
    let wide = |name: &str| -> Vec<u8> { name.bytes().flat_map(|byte| [byte, 0]).collect() };
    let names = |name: &str| {
        let name = wide(name);
        bytes.windows(name.len()).any(|window| window == name)
    };
    if names("EncryptedPackage") {
        TextProblem::Encrypted { format: "DOCX" }
    } else if names("__substg1.0") || names("__properties_version") {
        TextProblem::WrongKind { found: "an Outlook message (.msg)", remedy: "save it as .eml" }
    } else {
        TextProblem::WrongKind { found: "an old Office document", remedy: SAVE }
    }
}

/// The head of a file as far as it is text; empty where it is not. Text has no zeros, but in UTF-16, and few controls.
fn readable(head: &[u8]) -> String {
    let text = super::decode::text(head);
    let odd = text
        .chars()
        .filter(|c| *c == '\0' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}')))
        .count();
    if odd * 50 > text.chars().count() { String::new() } else { text }
}

/// Elements with which a page or a piece of one begins.
const OPENINGS: [&str; 12] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta ",
    "<title",
    "<div",
    "<article",
    "<main",
    "<section",
    "<table",
    "<p>",
];

fn looks_like_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    // Declarations and comments may stand before the first element.
    for _ in 0..8 {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?xml") {
            "?>"
        } else {
            break;
        };
        rest = rest.split_once(end).map_or("", |(_, after)| after.trim_start());
    }
    let lower: String = rest.chars().take(32).flat_map(char::to_lowercase).collect();
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

/// Heads of e-mails, of which at least two must stand before the first blank line.
const HEADERS: [&str; 13] = [
    "from:",
    "to:",
    "date:",
    "subject:",
    "received:",
    "message-id:",
    "mime-version:",
    "return-path:",
    "content-type:",
    "delivered-to:",
    "reply-to:",
    "x-mailer:",
    "dkim-signature:",
];

fn looks_like_email(text: &str) -> bool {
    let mut known = 0;
    let mut technical = false;
    for (at, line) in text.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && at > 0 || (at == 0 && line.starts_with("From ")) {
            continue;
        }
        let name = line.split_once(':').map(|(name, _)| name).unwrap_or_default();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        let lower = format!("{}:", name.to_ascii_lowercase());
        if let Some(found) = HEADERS.iter().position(|header| *header == lower) {
            known += 1;
            technical |= found >= 4;
        }
    }
    // A memorandum begins with From, To, Date and Subject too, and no machine wrote its head.
    known >= 2 && technical
}
