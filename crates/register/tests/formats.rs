//! The four formats, their encodings, and what happens where they are broken.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

mod common;

use arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int32Array, ListBuilder, RecordBatch, StringArray, StringBuilder,
    TimestampMicrosecondArray,
};
use colligate_register::{Input, Limits, ProfileChoice, ReadOptions, Register, read};
use common::{assert_adds_up, read_bytes, shared};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{WriterProperties, WriterVersion};
use std::io::Write;
use std::sync::Arc;

const PLAIN: &str = "id,died,lat,lon,age,sex,place,cause\nA1,2014-06-19,51.5366,0.0757,23,male,\"Cooke Street, Barking\",poisoning\nA2,2014-08-28,51.5362,0.0743,22,male,churchyard,poisoning\n";

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

fn same(one: &Register, other: &Register) {
    assert_eq!(one.deaths.len(), other.deaths.len());
    for (a, b) in one.deaths.iter().zip(&other.deaths) {
        assert_eq!(
            (&a.id, a.died, a.point, a.age, a.sex, &a.place, &a.cause),
            (&b.id, b.died, b.point, b.age, b.sex, &b.place, &b.cause)
        );
    }
}

#[test]
fn one_register_reads_the_same_in_every_encoding_delimiter_and_compression() {
    let plain = read_bytes("plain.csv", PLAIN).unwrap().register;
    assert_eq!(plain.deaths.len(), 2);
    assert_eq!(plain.deaths[0].place.as_deref(), Some("Cooke Street, Barking"));
    for (name, bytes) in [
        ("mark.csv", format!("\u{feff}{PLAIN}").into_bytes()),
        ("crlf.csv", PLAIN.replace('\n', "\r\n").into_bytes()),
        ("little.csv", utf16(PLAIN, false, true)),
        ("big.csv", utf16(PLAIN, true, true)),
        ("unmarked.csv", utf16(PLAIN, false, false)),
        ("zipped.csv.gz", gzipped(PLAIN.as_bytes())),
        ("zipped without the name", gzipped(&utf16(PLAIN, true, true))),
    ] {
        same(&read_bytes(name, bytes).unwrap().register, &plain);
    }
    for delimiter in [";", "\t", "|"] {
        let text = PLAIN.replace(", ", "\u{1}").replace(',', delimiter).replace('\u{1}', ", ");
        same(&read_bytes("delimited.csv", text).unwrap().register, &plain);
    }
}

#[test]
fn windows_1252_is_read_where_the_text_is_not_utf_8() {
    let reading =
        read_bytes("old.csv", b"id,died,place\n1,2020-01-01,Caf\xe9 \x96 M\xfcnster\n2,2020-01-02,plain\n".to_vec())
            .unwrap();
    assert_eq!(reading.register.deaths[0].place.as_deref(), Some("Café – Münster"));
    assert!(reading.notes.iter().any(|note| note.starts_with("1 row is not UTF-8")), "{:?}", reading.notes);
}

#[test]
fn lines_are_those_of_the_file_even_where_cells_span_several() {
    let reading = read_bytes("a.csv", "id,died,place\n1,2020-01-01,\"two\nlines\"\n2,2020-13-01,x\n").unwrap();
    assert_eq!(reading.register.deaths[0].line, 2);
    assert_eq!(reading.register.deaths[1].line, 4);
    assert_eq!(reading.rejects[0].line, 4);
    for end in ["", "\n"] {
        let text = format!("id,died,place\n\n1,2020-01-01,\"two\nlines\"\n\n\n2,2020-13-01,\"x\ny\"{end}");
        let reading = read_bytes("a.csv", text).unwrap();
        let lines: Vec<u64> = reading.register.deaths.iter().map(|death| death.line).collect();
        assert_eq!(lines, [3, 7], "{end:?}");
    }
    let windows = "id,died,place\r\n\r\n1,2020-01-01,\"two\r\nlines\"\r\n\r\n2,2020-01-02,x\r\n3,2020-01-03,y";
    let lines = |text: &str| {
        read_bytes("a.csv", text).unwrap().register.deaths.iter().map(|death| death.line).collect::<Vec<_>>()
    };
    assert_eq!(lines(windows), [3, 6, 7]);
    assert_eq!(lines("id,died\r1,2020-01-01\r2,2020-01-02\r"), [2, 3]);
}

#[test]
fn json_lines_hold_nested_contacts_lists_and_late_columns() {
    let text = concat!(
        r#"{"id":"A1","died":"2014-06-19","lat":51.5,"lon":0.07,"substances":["GHB","ethanol"]}"#,
        "\n\n",
        r#"{"id":"A2","died":"2014-08-28","contacts":[{"role":"finder","name":"Lee, Ann","telephone":"+44 20"},{"role":"caller"}],"age":22}"#,
        "\n{\"id\":\n",
        r#"{"id":"A3","died":"2014-09-20","substances":[],"age":null}"#,
        "\n"
    );
    let reading = read_bytes("a.jsonl", text).unwrap();
    assert_eq!((reading.summary.rows, reading.summary.used, reading.summary.rejected), (4, 3, 1));
    assert_eq!(reading.rejects[0].line, 4);
    let deaths = &reading.register.deaths;
    assert_eq!(deaths[0].substances.as_ref().map(|found| found.len()), Some(2));
    assert_eq!(deaths[1].contacts[0].name.as_deref(), Some("Lee, Ann"));
    assert_eq!(deaths[1].contacts.len(), 2);
    assert_eq!(deaths[1].age.map(|age| age.low), Some(22.0));
    assert_eq!(deaths[1].substances, None);
    assert_eq!(deaths[2].substances.as_deref(), Some(&[][..]), "an empty list means looked for and not found");
}

fn parquet_bytes() -> Vec<u8> {
    let mut substances = ListBuilder::new(StringBuilder::new());
    substances.append_value([Some("GHB"), Some("ethanol")]);
    substances.append_null();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(StringArray::from(vec!["A1", "A2"]))),
        ("died", Arc::new(Date32Array::from(vec![Some(16_240), None]))),
        ("known_from", Arc::new(TimestampMicrosecondArray::from(vec![1_403_200_000_000_000, 1_409_200_000_000_000]))),
        ("lat", Arc::new(Float64Array::from(vec![Some(51.5), None]))),
        ("lon", Arc::new(Float64Array::from(vec![Some(0.0757), None]))),
        ("substances", Arc::new(substances.finish())),
    ];
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
            .unwrap();
    let mut out = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut out, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    out
}

/// A register whose texts are in this encoding, in pages of this version.
fn parquet_encoded(encoding: Encoding, version: WriterVersion, causes: &[Option<&str>]) -> Vec<u8> {
    let ids: Vec<String> = (0..causes.len()).map(|number| format!("A{number}")).collect();
    let batch = RecordBatch::try_from_iter([
        ("id", Arc::new(StringArray::from(ids)) as ArrayRef),
        ("cause", Arc::new(StringArray::from(causes.to_vec())) as ArrayRef),
    ])
    .unwrap();
    let properties = WriterProperties::builder()
        .set_writer_version(version)
        .set_dictionary_enabled(false)
        .set_compression(Compression::UNCOMPRESSED)
        .set_encoding(encoding)
        .build();
    let mut out = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut out, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    out
}

#[test]
fn texts_after_their_lengths_are_read_and_pages_that_claim_too_many_are_refused() {
    let causes: Vec<Option<&str>> =
        (0..1_000).map(|k| ["heroin", "heroin toxicity", "drowning", ""][k % 4]).map(Some).collect();
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for encoding in [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
            let bytes = parquet_encoded(encoding, version, &causes);
            let reading = read_bytes("a.parquet", bytes.clone()).unwrap();
            assert_eq!(reading.summary.rows, 1_000);
            let drowned = |death: &&colligate_register::Death| death.cause.as_deref() == Some("drowning");
            assert_eq!(reading.register.deaths.iter().filter(drowned).count(), 250);
            // The header of the lengths: blocks of 128 in 4 parts, and 1,000 values. Now it claims 2^34, at the cost of two
            // bytes behind it.
            let header = [0x80, 0x01, 0x04, 0xE8, 0x07];
            let places: Vec<usize> = (0..bytes.len() - 5).filter(|&at| bytes[at..at + 5] == header).collect();
            assert!(!places.is_empty());
            for at in places {
                let mut forged = bytes.clone();
                forged[at + 3..at + 8].copy_from_slice(&[0x80, 0x80, 0x80, 0x80, 0x40]);
                let problem = read_bytes("a.parquet", forged).unwrap_err().to_string();
                assert!(problem.contains("than it has room for"), "{problem}");
            }
        }
    }
}

#[test]
fn a_dictionary_that_claims_more_values_than_it_has_room_for_is_refused() {
    let ages = Int32Array::from_iter_values(0..1_000);
    let causes = StringArray::from(vec!["drowning"; 1_000]);
    let columns = [("age", Arc::new(ages) as ArrayRef), ("cause", Arc::new(causes) as ArrayRef)];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    assert_eq!(read_bytes("a.parquet", bytes.clone()).unwrap().summary.rows, 1_000);
    // The header of the dictionary: 1,000 values in 4,000 bytes. Now it claims 8,191.
    let header = [0x4C, 0x15, 0xD0, 0x0F];
    let at = (0..bytes.len() - 4).find(|&at| bytes[at..at + 4] == header).unwrap();
    bytes[at + 2..at + 4].copy_from_slice(&[0xFE, 0x7F]);
    let problem = read_bytes("a.parquet", bytes).unwrap_err().to_string();
    assert!(problem.contains("than it has room for"), "{problem}");
}

/// A file that is nothing but a description of itself.
fn described(footer: &[u8]) -> Vec<u8> {
    let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
    [b"PAR1", footer, &length, b"PAR1"].concat()
}

/// Two to the thirty-first less one, as Thrift's compact protocol writes it.
const MOST: [u8; 5] = [0xFF, 0xFF, 0xFF, 0xFF, 0x07];

#[test]
fn a_footer_that_claims_more_than_it_has_room_for_is_refused_at_once() {
    let truths = [&[0xF2][..], &MOST].concat();
    // Field 10, which the decoder steps over: a list of 200 lists, each of as many truth values as there can be.
    let lists = [&[0x09, 20, 0xF9, 200, 1][..], &truths.repeat(200)].concat();
    // The same behind a field of the type "bytes" that the decoder reads as a number: the length of these bytes.
    let hidden = [&[0x38, 0x88, 0x13, 0x79][..], &lists[2..], &[0; 2_000]].concat();
    let map = [&[0x0B, 20][..], &MOST, &[0x22]].concat();
    let row_groups = [&[0x15, 2, 0x19, 0x1C, 0x48, 1, b'r', 0, 0x16, 0, 0x19, 0xFC][..], &MOST].concat();
    let children = [&[0x29, 0x1C, 0x48, 1, b'r', 0x15][..], &[0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0]].concat();
    for (footer, reason) in [
        (&lists, "more elements than it has room for"),
        (&hidden, "another type than it should be"),
        (&map, "more elements than it has room for"),
        (&row_groups, "more elements than it has room for"),
        (&children, "more children than there are columns"),
    ] {
        let problem = read_bytes("a.parquet", described(footer)).unwrap_err().to_string();
        assert!(problem.contains(reason), "{problem}");
    }
}

#[test]
fn a_footer_with_columns_in_columns_without_end_is_refused() {
    // 100,000 groups, each the only child of the one before it; required, of the name `g`.
    let group = [0x35, 0, 0x18, 1, b'g', 0x15, 2, 0];
    let groups = [&[0x29, 0xFC, 0xA0, 0x8D, 0x06][..], &group.repeat(100_000), &[0]].concat();
    let structures = [&[0x0C, 20][..], &[0x1C].repeat(100_000)].concat();
    let lists = [&[0x09, 20][..], &[0x19].repeat(100_000)].concat();
    for footer in [groups, structures, lists] {
        let problem = read_bytes("a.parquet", described(&footer)).unwrap_err().to_string();
        assert!(problem.contains("nested too deep") || problem.contains("more children"), "{problem}");
    }
}

#[test]
fn a_page_whose_header_claims_more_than_it_has_room_for_is_refused_at_once() {
    let bytes = parquet_encoded(Encoding::PLAIN, WriterVersion::PARQUET_1_0, &[Some("drowning"); 1_000]);
    // The header of the first page, which begins with the page's type.
    let header = bytes.iter().position(|&byte| byte == 0x15).unwrap();
    assert_eq!(header, 4);
    let mut forged = bytes.clone();
    // Instead a field 20 comes first: a list of as many truth values as there can be.
    forged[header..header + 8].copy_from_slice(&[0x09, 40, 0xF2, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]);
    let problem = read_bytes("a.parquet", forged).unwrap_err().to_string();
    assert!(problem.contains("more elements than it has room for"), "{problem}");
}

#[test]
fn texts_that_repeat_too_much_of_each_other_are_refused() {
    let long = "x".repeat(1 << 19);
    let bytes =
        parquet_encoded(Encoding::DELTA_BYTE_ARRAY, WriterVersion::PARQUET_2_0, &vec![Some(long.as_str()); 2_000]);
    assert!(bytes.len() < 1 << 21);
    let problem = read_bytes("a.parquet", bytes).unwrap_err().to_string();
    assert!(problem.contains("longer ones than it has room for"), "{problem}");
}

#[test]
fn parquet_holds_dates_timestamps_and_lists() {
    let bytes = parquet_bytes();
    let reading = read_bytes("a.parquet", bytes.clone()).unwrap();
    let deaths = &reading.register.deaths;
    assert_eq!(deaths[0].died.map(|span| span.day().to_string()).as_deref(), Some("2014-06-19"));
    assert_eq!(deaths[0].known_from.map(|day| day.to_string()).as_deref(), Some("2014-06-19"));
    assert_eq!(deaths[0].point.map(|point| point.lon), Some(0.0757));
    assert_eq!(deaths[0].substances.as_ref().map(|found| found.len()), Some(2));
    assert_eq!(deaths[1].died, None);
    assert_eq!((deaths[0].line, deaths[1].line), (2, 3));
    assert_eq!(read_bytes("a.parquet.gz", gzipped(&bytes)).unwrap().register.deaths.len(), 2);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&bytes).unwrap();
    let reading = read(Input::Path(file.path().to_owned()), &ReadOptions::default()).unwrap();
    assert_eq!(reading.register.deaths.len(), 2);
    assert_eq!(reading.summary.sha256, read_bytes("a.parquet", bytes).unwrap().summary.sha256);
}

#[test]
fn parquet_holds_moments_with_the_name_of_a_zone() {
    // 2014-06-19 04:03:20 in UTC, and a day.
    let moments = || TimestampMicrosecondArray::from(vec![1_403_150_600_000_000, 1_409_184_000_000_000]);
    for (zone, first, said) in [
        ("UTC", "2014-06-19 04:03", false),
        ("+01:00", "2014-06-19 05:03", false),
        ("Europe/London", "2014-06-19 04:03", true),
    ] {
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("id", Arc::new(StringArray::from(vec!["A1", "A2"]))),
            ("died", Arc::new(moments().with_timezone(zone))),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let reading = read_bytes("a.parquet", bytes).unwrap();
        let died = reading.register.deaths[0].died.unwrap();
        let minute = died.from.rem_euclid(24 * 60);
        assert_eq!(format!("{} {:02}:{:02}", died.day(), minute / 60, minute % 60), first);
        assert_eq!(reading.notes.iter().any(|note| note.contains("Europe/London")), said, "{:?}", reading.notes);
    }
}

/// A workbook made by hand: the parts a reader needs and nothing else.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, text: String| {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut list = String::new();
    let mut links = String::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let number = at + 1;
        list += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>"#);
        links += &format!(
            r#"<Relationship Id="r{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
        );
    }
    links += &format!(r#"<Relationship Id="rs" Type="{office}/styles" Target="styles.xml"/>"#);
    part("[Content_Types].xml", format!(r#"<Types xmlns="{package}/content-types"/>"#));
    part(
        "_rels/.rels",
        format!(
            r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    part(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{list}</sheets></workbook>"#),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        format!(r#"<Relationships xmlns="{package}/relationships">{links}</Relationships>"#),
    );
    part(
        "xl/styles.xml",
        format!(
            r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
        ),
    );
    zip.finish().unwrap().into_inner()
}

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn sheet() -> String {
    let header =
        ["A3", "B3", "C3"].iter().zip(["id", "died", "age"]).map(|(at, text)| text_cell(at, text)).collect::<String>();
    let first =
        format!("{}{}{}", text_cell("A4", "A1"), r#"<c r="B4" s="1"><v>41809</v></c>"#, r#"<c r="C4"><v>23</v></c>"#);
    let second = format!("{}{}", text_cell("A7", "A2"), r#"<c r="C7"><v>22</v></c>"#);
    let title = text_cell("A1", "Deaths in 2014");
    format!(r#"<row r="1">{title}</row><row r="3">{header}</row><row r="4">{first}</row><row r="7">{second}</row>"#)
}

#[test]
fn a_workbook_gives_its_first_sheet_or_a_named_one() {
    let other = format!(r#"<row r="1">{}</row>"#, text_cell("A1", "nothing here"));
    let bytes = workbook(&[("deaths", &sheet()), ("notes", &other)]);
    let reading = read_bytes("a.xlsx", bytes.clone()).unwrap();
    let deaths = &reading.register.deaths;
    assert_eq!(deaths.len(), 2);
    assert_eq!(deaths[0].died.map(|span| span.day().to_string()).as_deref(), Some("2014-06-19"));
    assert_eq!(deaths[0].age.map(|age| age.low), Some(23.0));
    assert_eq!((deaths[0].line, deaths[1].line), (4, 7));
    assert_eq!(deaths[1].died, None);
    assert!(reading.notes.iter().any(|note| note.contains("2 sheets")));
    assert!(reading.notes.iter().any(|note| note.contains("title")));
    let input = || Input::Bytes { name: "a.xlsx".into(), bytes: workbook(&[("notes", &other), ("deaths", &sheet())]) };
    let named = |sheet: &str| ReadOptions { sheet: Some(sheet.to_owned()), ..ReadOptions::default() };
    assert_eq!(read(input(), &named("deaths")).unwrap().register.deaths.len(), 2);
    let error = read(input(), &named("Deaths 2020")).unwrap_err().to_string();
    assert!(error.contains("notes, deaths"), "{error}");
}

#[test]
fn a_cell_in_a_row_that_no_sheet_has_never_panics() {
    // Found by fuzzing: the decoder counts rows in 32 bits, and with overflow checks it panicked.
    let far = format!(r#"<row r="1">{}{}</row>"#, text_cell("A1", "id"), text_cell("B99999999999", "died"));
    let read = read_bytes("far.xlsx", workbook(&[("deaths", &far)]));
    if cfg!(debug_assertions) {
        let error = read.map(|reading| reading.summary).unwrap_err().to_string();
        assert!(error.contains("far.xlsx") && error.contains("not a sound XLSX file"), "{error}");
    }
}

#[test]
fn broken_sources_are_refused_with_what_was_found_and_what_would_work() {
    let parquet = parquet_bytes();
    let book = workbook(&[("deaths", &sheet())]);
    let zipped = gzipped(PLAIN.as_bytes());
    for (name, bytes, word) in [
        ("empty.csv", Vec::new(), "holds no rows"),
        ("spaces.csv", b"  \n \n".to_vec(), "holds no rows"),
        ("old.xls", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], ".xlsx"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "PDF"),
        ("a.html", b"<!doctype html><html>".to_vec(), "web page"),
        ("a.json", b"[{\"id\":1}]".to_vec(), "one JSON object a line"),
        ("a.csv.zst", vec![0x28, 0xb5, 0x2f, 0xfd, 0, 0], "gzip"),
        ("twice.csv.gz", gzipped(&zipped), "twice"),
        ("cut.csv.gz", zipped[..zipped.len() / 2].to_vec(), "gzip"),
        ("cut.parquet", parquet[..parquet.len() / 2].to_vec(), "Parquet"),
        ("cut.xlsx", book[..book.len() / 2].to_vec(), "XLSX"),
        ("other.csv", b"colour,shape\nred,round\n".to_vec(), "colour, shape"),
        ("a.jsonl", b"not json\n".to_vec(), "holds no rows"),
    ] {
        let error = read_bytes(name, bytes).map(|reading| reading.summary).unwrap_err().to_string();
        assert!(error.starts_with(name) && error.contains(word), "{name}: {error}");
    }
    assert!(read(Input::Path("/no/such/file.csv".into()), &ReadOptions::default()).is_err());
}

#[test]
fn damage_anywhere_in_a_file_never_panics() {
    for (name, whole) in [
        ("a.parquet", parquet_bytes()),
        ("a.xlsx", workbook(&[("deaths", &sheet())])),
        ("a.csv.gz", gzipped(PLAIN.as_bytes())),
        ("a.csv", PLAIN.as_bytes().to_vec()),
    ] {
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            let _ = read_bytes(name, bytes);
        }
    }
}

#[test]
fn an_unclosed_quotation_mark_ends_at_the_limit_with_its_line() {
    let mut text = String::from("id,died,place\n1,2020-01-01,ok\n2,2020-01-02,\"never closed\n");
    for at in 0..200_000 {
        text += &format!("{at},2020-01-03,place\n");
    }
    let options = ReadOptions { limits: Limits { row_bytes: 1 << 20, ..Limits::default() }, ..ReadOptions::default() };
    let error = read(Input::Bytes { name: "quote.csv".into(), bytes: text.into() }, &options).unwrap_err();
    assert_eq!(error.line, Some(3), "{error}");
    assert!(error.to_string().contains("quotation mark"), "{error}");
}

#[test]
fn a_compressed_bomb_is_refused() {
    let bomb = gzipped(&vec![b'a'; 100 << 20]);
    let error = read_bytes("bomb.csv.gz", bomb).unwrap_err().to_string();
    assert!(error.contains("limit"), "{error}");
    let wide = format!("id,died,{}\n1,2020-01-01\n", "x,".repeat(5000));
    assert!(read_bytes("wide.csv", wide).unwrap_err().to_string().contains("columns"));
}

#[test]
fn rows_with_too_many_cells_are_rejected_and_short_ones_used_in_part() {
    let reading = read_bytes(
        "a.csv",
        "id,died,place\n1,2020-01-01,12 High Street, Barking\n2,2020-01-01\n3,2020-01-01,x,,\n,,\n",
    )
    .unwrap();
    assert_eq!((reading.summary.used, reading.summary.partly_used, reading.summary.rejected), (1, 1, 2));
    assert!(reading.rejects[0].reason.contains("4 cells"), "{:?}", reading.rejects);
}

#[test]
fn a_sheet_that_no_file_can_have_and_columns_that_are_not_there_are_told() {
    let told = |options: ReadOptions<'_>| {
        let text = "id,died,age\n1,2020-01-01,30\n2,2020-01-02,31\n";
        read(Input::Bytes { name: "a.csv".into(), bytes: text.into() }, &options).unwrap().notes.join(" ")
    };
    let notes = told(ReadOptions { sheet: Some("2020".to_owned()), ..ReadOptions::default() });
    assert!(notes.contains("no workbook") && notes.contains("2020"), "{notes}");
    let named = |name: &str| ReadOptions { profile: ProfileChoice::Named(name.to_owned()), ..ReadOptions::default() };
    let notes = told(named("milwaukee"));
    assert!(notes.contains("milwaukee names columns that the file does not have: CaseNum, DeathDate"), "{notes}");
    assert!(!told(named("canonical")).contains("does not have"));
}

#[test]
fn progress_ends_at_the_size_of_the_file() {
    let last = std::cell::Cell::new((0, None));
    let report = |done, total| last.set((done, total));
    let options = ReadOptions { progress: Some(&report), profile: ProfileChoice::Auto, ..ReadOptions::default() };
    let reading = read(Input::Bytes { name: "a.csv".into(), bytes: PLAIN.into() }, &options).unwrap();
    assert_adds_up(&reading);
    assert_eq!(last.get(), (PLAIN.len() as u64, Some(PLAIN.len() as u64)));
}

#[test]
fn the_real_registers_are_read_and_every_row_is_accounted_for() {
    if let Some(path) = shared("registers/milwaukee_2020_2026.csv.gz") {
        let reading = read(Input::Path(path), &ReadOptions::default()).unwrap();
        assert_adds_up(&reading);
        assert_eq!(reading.profile.name, "milwaukee");
        assert_eq!((reading.summary.rows, reading.summary.rejected), (22_397, 0));
        let points = reading.register.deaths.iter().filter(|death| death.point.is_some()).count();
        assert_eq!(points, 21_673);
        assert!(reading.register.deaths.iter().filter_map(|death| death.point).all(|point| point.imprecision_m == 0.0));
        assert!(reading.register.deaths.iter().all(|death| death.died.is_some()));
    }
    if let Some(path) = shared("registers/connecticut_drug_deaths_2012_2022.csv.gz") {
        let reading = read(Input::Path(path), &ReadOptions::default()).unwrap();
        assert_adds_up(&reading);
        assert_eq!(reading.profile.name, "connecticut");
        assert_eq!((reading.summary.rows, reading.summary.rejected), (10_654, 0));
        assert!(
            reading.register.deaths.iter().filter_map(|death| death.point).all(|point| point.imprecision_m == 3000.0)
        );
        assert!(reading.notes.iter().any(|note| note.contains("no case number")));
    }
}
