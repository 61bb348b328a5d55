//! Files with much of one thing, by how much: what a reader's stack, memory and time must not grow with. Used by the tests and, small,
//! as seeds for the fuzzers.
#![allow(dead_code, reason = "each of those who take it in uses a part")]

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const SENTENCE: &str = "Ada Quill, 31, of Salford, was found dead on Tuesday. ";

/// Documents with so many of everything, each with its name.
pub fn documents(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = pages(size);
    all.extend(papers(size));
    all.extend(mails(size));
    all.extend(parts(size));
    all
}

/// Registers with so many of everything, each with its name.
pub fn registers(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let rows: String = (0..size).fold("id,died,age\n".to_owned(), |mut text, at| {
        let _ = writeln!(text, "A{at},2015-03-01,40");
        text
    });
    let columns = |of: &dyn Fn(usize) -> String| (0..size).map(of).collect::<Vec<_>>().join(",");
    let wide = format!("id,died,{}\nA1,2015-03-01,{}\n", columns(&|at| format!("c{at}")), columns(&|_| "x".to_owned()));
    let keys = format!("{{\"id\":\"A1\",{}}}\n", columns(&|at| format!("\"k{at}\":1")));
    let nested = format!("{{\"id\":\"A1\",\"x\":{}{}}}\n", "[".repeat(size), "]".repeat(size));
    let objects = format!("{}{}\n", "{\"a\":".repeat(size), "}".repeat(size));
    vec![
        ("rows.csv", rows.clone().into_bytes()),
        ("rows.csv.gz", gzip(rows.as_bytes())),
        ("blanks.csv.gz", gzip(&vec![b' '; 100 * size])),
        ("columns.csv", wide.into_bytes()),
        ("quote.csv", format!("id,died\nA1,\"{}", "x\n".repeat(size)).into_bytes()),
        ("columns.jsonl", keys.into_bytes()),
        ("nested.jsonl", nested.into_bytes()),
        ("objects.jsonl", objects.into_bytes()),
        ("strings.xlsx", workbook(size)),
    ]
}

fn pages(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let attributes = |quote: &str| {
        (0..size).fold(String::new(), |mut text, at| {
            let _ = write!(text, " a{at}={quote}x{quote}");
            text
        })
    };
    let page = |body: String| format!("<!DOCTYPE html><p>{SENTENCE}</p>{body}").into_bytes();
    vec![
        ("attributes.html", page(format!("<p{}>{SENTENCE}</p>", attributes("\"")))),
        ("single.html", page(format!("<p{}>{SENTENCE}</p>", attributes("'")))),
        ("end_attributes.html", page(format!("<p>{SENTENCE}</p{}>", attributes("\"")))),
        ("unended.html", page(format!("<p{}", attributes("\"")))),
        ("blocks.html", page(format!("{}{SENTENCE}", "<div>".repeat(size)))),
        ("inline.html", page(format!("{}{SENTENCE}", "<b>".repeat(size)))),
        ("table.html", page(format!("{}{SENTENCE}", "<table><tr><td>".repeat(size)))),
        ("closed.html", page(format!("{}{SENTENCE}", "<i></i>".repeat(size)))),
        ("ends.html", page(format!("<i>{}{SENTENCE}", "</b>".repeat(size)))),
        ("references.html", page(format!("<p>{}", "&amp;".repeat(size)))),
        ("comment.html", page(format!("<!--{}", "-".repeat(size)))),
        ("script.html", page(format!("<script>{}", "</scr".repeat(size)))),
        ("data.html", page(format!("<script type=\"application/ld+json\">{}</script>", "[".repeat(size)))),
    ]
}

fn papers(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let drawn = |content: &[u8]| paper(&zlib(content), "/Filter /FlateDecode", &[]);
    let twice = zlib(&zlib(&b"BT (a) Tj ET ".repeat(size)));
    let fonts: Vec<Vec<u8>> = vec![
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /ToUnicode 6 0 R /DescendantFonts [7 0 R] >>"
            .to_owned()
            .into_bytes(),
        stream(b"1 beginbfrange <0000> <ffff> <0041> endbfrange", ""),
        format!("<< /Type /Font /Subtype /CIDFontType2 /W [{}] >>", "0 65535 500 ".repeat(size.min(20_000)))
            .into_bytes(),
    ];
    let many_fonts = "/F1 12 Tf ".repeat(size);
    let names: String = (0..size).fold(String::new(), |mut text, at| {
        let _ = write!(text, "/K{at} 4 0 R ");
        text
    });
    vec![
        ("operations.pdf", drawn(&b"BT (a) Tj ET ".repeat(size))),
        ("operations100.pdf", drawn(&b"BT (a) Tj ET ".repeat(100 * size.min(200_000)))),
        ("twice.pdf", paper(&twice, "/Filter [/FlateDecode /FlateDecode]", &[])),
        ("letters.pdf", drawn(format!("BT /F1 12 Tf ({}) Tj ET", "a".repeat(10 * size)).as_bytes())),
        ("operands.pdf", drawn("1 ".repeat(10 * size).as_bytes())),
        ("array.pdf", drawn(format!("BT [{}] TJ ET", "1 ".repeat(10 * size)).as_bytes())),
        ("states.pdf", drawn("q ".repeat(size).as_bytes())),
        ("nested.pdf", drawn(format!("BT {}{} TJ ET", "[".repeat(size), "]".repeat(size)).as_bytes())),
        ("blanks.pdf", drawn(&vec![b' '; 100 * size])),
        ("streams.pdf", many_streams(size)),
        ("kids.pdf", kids(size)),
        ("fonts.pdf", paper(many_fonts.as_bytes(), "", &fonts)),
        ("deep.pdf", paper(b"BT ET", &format!("/X {}{}", "[".repeat(size), "]".repeat(size)), &[])),
        ("entries.pdf", paper(b"BT ET", &format!("/X << {names} >>"), &[])),
    ]
}

fn mails(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let head =
        "From: a@example.org\r\nTo: b@example.org\r\nDate: Tue, 3 Mar 2015 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
    let part = format!("--x\r\nContent-Type: text/plain\r\n\r\n{SENTENCE}\r\n");
    let parts = format!("{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n{}--x--\r\n", part.repeat(size));
    let nested = (0..size).fold(head.to_owned(), |mut text, at| {
        let _ = write!(text, "Content-Type: multipart/mixed; boundary=\"b{at}\"\r\n\r\n--b{at}\r\n");
        text
    });
    let inside = "Content-Type: message/rfc822\r\n\r\n".repeat(size);
    let heads = (0..size).fold(head.to_owned(), |mut text, at| {
        let _ = write!(text, "X-Head-{at}: x\r\n");
        text
    });
    let plain = format!("Content-Type: text/plain\r\n\r\n{SENTENCE}\r\n");
    vec![
        ("parts.eml", parts.into_bytes()),
        ("nested.eml", format!("{nested}{plain}").into_bytes()),
        ("inside.eml", format!("{head}{inside}{plain}").into_bytes()),
        ("heads.eml", format!("{heads}{plain}").into_bytes()),
        ("people.eml", format!("{head}Cc: {}\r\n{plain}", "c@example.org, ".repeat(size)).into_bytes()),
        ("comments.eml", format!("{head}Cc: {}\r\n{plain}", "(".repeat(size)).into_bytes()),
    ]
}

fn parts(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let xml = |body: &str| {
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>")
    };
    let run = format!("<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>");
    let attributes: String = (0..size).fold(String::new(), |mut text, at| {
        let _ = write!(text, " w:a{at}=\"x\"");
        text
    });
    let deep = format!("{}{run}{}", "<w:sdt>".repeat(size), "</w:sdt>".repeat(size));
    let document = |body: &str| zip_of(&[("word/document.xml".to_owned(), xml(body).into_bytes())]);
    let files: Vec<(String, Vec<u8>)> =
        (0..size.min(60_000)).map(|at| (format!("{at}.txt"), SENTENCE.as_bytes().to_vec())).collect();
    let mut media: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (format!("word/media/{name}"), bytes.clone())).collect();
    media.push(("word/document.xml".to_owned(), xml(&run).into_bytes()));
    vec![
        ("paragraphs.docx", document(&run.repeat(size))),
        ("deep.docx", document(&deep)),
        ("attributes.docx", document(&format!("<w:p{attributes}>{run}</w:p>"))),
        ("media.docx", zip_of(&media)),
        ("files.zip", zip_of(&files)),
        ("blanks.zip", zip_of(&[("a.txt".to_owned(), vec![b' '; 100 * size])])),
        ("words.txt", "Quill ".repeat(size).into_bytes()),
        ("lines.txt", "a\n".repeat(size).into_bytes()),
        ("quotes.txt", format!("{}he said", "\"".repeat(size)).into_bytes()),
    ]
}

/// A PDF of one page with this content, these entries of its stream, and these objects from the fifth on.
pub fn paper(content: &[u8], entries: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
            .to_vec(),
        stream(content, entries),
    ];
    match more {
        [] => {
            objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec())
        }
        more => objects.extend(more.iter().cloned()),
    }
    pdf(&objects)
}

fn many_streams(size: usize) -> Vec<u8> {
    let size = size.min(100_000);
    let contents: String = (0..size).fold(String::new(), |mut text, at| {
        let _ = write!(text, "{} 0 R ", at % 100 + 4);
        text
    });
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents [{contents}] >>").into_bytes(),
    ];
    let packed = zlib(&b"BT (a) Tj ET ".repeat(10_000));
    objects.extend((0..100).map(|_| stream(&packed, "/Filter /FlateDecode")));
    pdf(&objects)
}

fn kids(size: usize) -> Vec<u8> {
    let kids = "3 0 R ".repeat(size);
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {size} /Kids [{kids}] >>").into_bytes(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream(b"BT ET", ""),
    ])
}

fn stream(content: &[u8], entries: &str) -> Vec<u8> {
    let head = format!("<< /Length {} {entries} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = writeln!(out, "{} 0 obj", at + 1);
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (table, size) = (out.len(), objects.len() + 1);
    let _ = write!(out, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    out
}

fn workbook(size: usize) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let strings: String = (0..size).fold(String::new(), |mut text, at| {
        let _ = write!(text, "<si><t>s{at}</t></si>");
        text
    });
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let files = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rt\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"deaths\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{main}\" count=\"{size}\" uniqueCount=\"{size}\">{strings}</sst>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>age</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>23</v></c></row></sheetData></worksheet>"
            ),
        ),
    ];
    let files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    zip_of(&files)
}

fn zip_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        packed.start_file(name.as_str(), options).unwrap_or_else(|error| unreachable!("{error}"));
        packed.write_all(bytes).unwrap_or_else(|error| unreachable!("{error}"));
    }
    packed.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}
