//! What every reader must keep, whatever bytes it is given.

use colligate_documents::text::{Limits as TextLimits, read_bytes};
use colligate_register::{Format, Input, Limits, ReadOptions, read};

/// Reads the bytes in this format, with limits small enough to be met; where they are read, every row is accounted for.
///
/// # Panics
/// Where the counts do not add up, which is what a fuzzer looks for.
pub fn reads_or_refuses(format: Format, bytes: Vec<u8>) {
    let limits = Limits { row_bytes: 1 << 16, decompressed_bytes: 1 << 24, ratio_from: 1 << 20, ..Limits::default() };
    let options = ReadOptions { format: Some(format), limits, ..ReadOptions::default() };
    if let Ok(reading) = read(Input::Bytes { name: "fuzz".into(), bytes }, &options) {
        let summary = reading.summary;
        assert_eq!(summary.used + summary.partly_used + summary.rejected, summary.rows);
        assert_eq!(summary.used + summary.partly_used, reading.register.deaths.len() as u64);
    }
}

/// The parts of a workbook that the fuzzer may write, each with the text of a small one.
pub const PARTS: [(&str, &str); 4] = [
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>age</t></is></c></row><row r="2"><c r="A2" t="str"><v>A1</v></c><c r="B2" s="1"><v>41809.5</v></c><c r="C2"><v>23</v></c></row><row r="4"><c r="A4"><v>2</v></c><c r="B4" t="d"><v>2014-08-28</v></c><c r="C4" t="e"><v>#N/A</v></c><c r="D4" t="b"><v>1</v></c></row></sheetData></worksheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>id</t></si><si><r><t>di</t></r><r><t>ed</t></r></si></sst>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="0"/><sheets><sheet name="deaths" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
];

const FIXED: [(&str, &str); 3] = [
    ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rs" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rt" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
];

/// A whole workbook from the text of its parts, in the order of [`PARTS`], parted by a zero byte. An empty part is left
/// out.
///
/// # Errors
/// Those of the packer.
pub fn workbook(parts: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    use std::io::Write;
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let given = parts.split(|&byte| byte == 0).zip(PARTS).map(|(text, (name, _))| (name, text));
    let fixed = FIXED.iter().map(|&(name, text)| (name, text.as_bytes()));
    for (name, text) in fixed.chain(given.filter(|(_, text)| !text.is_empty())) {
        packed.start_file(name, stored)?;
        packed.write_all(text)?;
    }
    Ok(packed.finish()?.into_inner())
}

/// SaTScan's files that the fuzzer may write, each with a small one.
pub const SATSCAN: [(&str, &str); 6] = [
    (
        "scan.prm",
        "[Input]\nCaseFile=scan.cas\nControlFile=scan.ctl\nPopulationFile=scan.pop\nCoordinatesFile=scan.geo\nUseGridFile=y\nGridFile=scan.grd\nPrecisionCaseTimes=3\nStartDate=2001/1/1\nEndDate=2001/12/31\nCoordinatesType=1\n[Analysis]\nAnalysisType=3\nModelType=0\nScanAreas=1\nTimeAggregationUnits=3\nTimeAggregationLength=1\nMonteCarloReps=9\n",
    ),
    ("scan.cas", "a 2 2001/3/4 m\n\"b c\" 1 2001/05/06 f\n"),
    ("scan.ctl", "a 3 2001/3/4\n"),
    ("scan.pop", "a 2000 1000 m\na 01 500 f\n\"b c\" 2001/7 300 f\n"),
    ("scan.geo", "a 51.5 -0.1\n\"b c\" 51.6 0.2\n"),
    ("scan.grd", "51.5 -0.1\n51.7 0.3\n"),
];

/// SaTScan's files by name, from their texts parted by a zero byte in the order of [`SATSCAN`]; what is missing is as
/// there.
pub fn satscan_files(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut given = bytes.split(|&byte| byte == 0);
    SATSCAN.iter().map(|&(name, text)| (name, given.next().unwrap_or(text.as_bytes()).to_vec())).collect()
}

/// Reads the bytes as documents, with limits small enough to be met; every character of what is read points at the same
/// one of its source.
///
/// # Panics
/// Where one does not, which is what a fuzzer looks for.
pub fn text_is_traceable(name: &str, bytes: &[u8]) {
    let limits = TextLimits {
        expanded_bytes: 1 << 22,
        ratio_from: 1 << 18,
        elements: 10_000,
        elements_deep: 500,
        operations: 100_000,
        ..TextLimits::default()
    };
    if let Ok(contents) = read_bytes(name, bytes, &limits) {
        assert_eq!(contents.documents.len(), contents.sources.len());
        for (document, source) in contents.documents.iter().zip(&contents.sources) {
            assert!(source.vouches_for(document));
        }
    }
}

/// A DOCX with this for the text of its body.
///
/// # Errors
/// Those of the packer.
pub fn docx(body: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    use std::io::Write;
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    packed.start_file("word/document.xml", stored)?;
    packed
        .write_all(br#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#)?;
    packed.write_all(body)?;
    packed.write_all(b"</w:body></w:document>")?;
    Ok(packed.finish()?.into_inner())
}

/// Small documents to start from, each with the target that reads it.
pub const TEXTS: [(&str, &[u8]); 6] = [
    (
        "text_plain",
        b"Published 19 March 2018\nImage copyright PA Image caption The mill by night\nTwo men were found dead.\nShare this: Facebook\n",
    ),
    (
        "text_html",
        b"<!DOCTYPE html><title>Mill</title><script type=\"application/ld+json\">{\"datePublished\":\"2018-03-19\"}</script><nav><a href=\"#\">Home</a></nav><article><p>Two men &amp; a dog were found<br>below the mill.</article>",
    ),
    (
        "text_pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>endobj\n4 0 obj<</Length 53>>stream\nBT /F1 12 Tf 14 TL 72 700 Td [(Fo) -20 (und)] TJ T* (dead) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF",
    ),
    ("text_docx", b"<w:p><w:r><w:t>Two men &amp; a dog</w:t><w:tab/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"),
    (
        "text_email",
        b"From: a@example.org\r\nDate: Wed, 03 Feb 2016 09:15:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nFound.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Dead.</p>\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: b\r\n\r\nInner\r\n--x--\r\n",
    ),
    ("text_archive", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
];
