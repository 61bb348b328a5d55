//! Writes a few small inputs for each target into `corpus/`, from simulated registers: where a fuzzer starts.

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Float32Array, Int64Array, ListBuilder, RecordBatch, StringArray,
    StringBuilder, StructArray, TimestampMicrosecondArray,
};
use colligate_fuzz::{PARTS, SATSCAN, TEXTS, docx, workbook};
use colligate_register::simulate::{County, London, barking, county, deaths_like_peers, london};
use colligate_register::{Day, DeathId, Profile, Register, Statement, write_amendments, write_csv};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterVersion};
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

#[path = "../../crates/documents/tests/scaled/mod.rs"]
mod large;

/// How much of one thing: to 10^6 the tests go, for a fuzzer reads each file again and again.
const SCALES: [usize; 2] = [1_000, 10_000];

type Outcome<T> = Result<T, Box<dyn Error>>;

/// 1 January to 20 March 2015.
const DAYS: (Day, Day) = (Day(16_436), Day(16_514));

fn main() -> Outcome<()> {
    let register = simulated();
    let mut csv = Vec::new();
    write_csv(&register, &mut csv)?;
    let text = String::from_utf8(csv)?;
    let json = as_json_lines(&text)?;
    let mut peers = Vec::new();
    deaths_like_peers(8, 1, 7).write_csv(&mut peers)?;

    let amended = amended(&register)?;
    let parts = PARTS.map(|(_, part)| part).join("\0").into_bytes();
    let profiles = Profile::embedded()?.iter().map(|p| p.to_toml()).collect::<Result<Vec<_>, _>>()?;

    write("csv", &separated(&text, peers)?)?;
    write("jsonl", &[json.clone().into_bytes(), NESTED.into(), zipped(json.as_bytes())?])?;
    write("parquet", &parquets()?)?;
    write("profile", &profiles.into_iter().map(String::into_bytes).collect::<Vec<_>>())?;
    let joined = |model: &str| {
        let texts = SATSCAN.map(|(_, text)| text.replace("ModelType=0", &format!("ModelType={model}")));
        texts.join("\0").into_bytes()
    };
    write("satscan", &["0", "1", "2"].map(joined))?;
    for (target, seed) in TEXTS {
        write(target, &[seed.to_vec()])?;
    }
    let body = TEXTS.iter().find(|(target, _)| *target == "text_docx").map(|(_, body)| docx(body)).transpose()?;
    write("text_archive", &body.into_iter().collect::<Vec<_>>())?;
    write("names_model", &[include_bytes!("../../crates/documents/tests/names/model.crfsuite").to_vec()])?;
    write("amendments", &[zipped(&amended)?, amended])?;
    write("xlsx", &[workbook(&parts)?, parts])?;
    scaled()
}

/// Files with much of one thing, by the target that reads them: small fuzz inputs never reach the end of a stack.
fn scaled() -> Outcome<()> {
    for size in SCALES {
        for (name, bytes) in large::documents(size).into_iter().chain(large::registers(size)) {
            let target = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
                "html" => "text_html",
                "pdf" => "text_pdf",
                "eml" => "text_email",
                "txt" => "text_plain",
                "docx" | "zip" => "text_archive",
                "csv" | "gz" => "csv",
                "jsonl" => "jsonl",
                _ => "xlsx",
            };
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join(format!("scaled-{size}-{name}")), bytes)?;
        }
    }
    Ok(())
}

/// Numbers the seeds of a target, so that they are the same files every time.
fn write(target: &str, seeds: &[Vec<u8>]) -> Outcome<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    std::fs::create_dir_all(&folder)?;
    for (at, seed) in seeds.iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{at}")), seed)?;
    }
    println!("{target}: {} seeds", seeds.len());
    Ok(())
}

/// Four deaths of a county, four of London and the four of Barking, with what became known of them later.
fn simulated() -> Register {
    let mut register = london(&London { from: DAYS.0, to: DAYS.1, deaths: 4 }, 1);
    barking(&mut register);
    let other = county(&County { deaths: 4, years: 0.2, ..County::default() }, 1);
    // Words of another register mean nothing here, and nothing but its dates, points and texts is wanted.
    register.deaths.extend(other.deaths.into_iter().map(|mut death| {
        (death.place_kind, death.manner, death.category, death.substances) = (None, None, None, None);
        death.circumstances = Box::default();
        death
    }));
    register
}

/// The same rows in the encodings, delimiters and compressions that are read, and with the columns of real offices.
fn separated(text: &str, peers: Vec<u8>) -> Outcome<Vec<Vec<u8>>> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &utf16].concat();
    let office = "CaseNum,DeathDate,Age,Gender,Mode,CauseA,CauseOther,DeathAddr,DeathCity,lat,lon\r\n\
        20-1,02/29/2020 14:05,3 months,F,Accident,\"Drowning\",,\"1 Lake St\",X,43.04,-87.9\r\n\
        20-2,1/2/20,>89,male,,Caf\u{e9},\"a \"\"b\"\"\nc\",,,0,0\r\n";
    let guessed = "Fall-Nr;Todestag;Alter;Geschlecht;Ort\n1;31.12.2019 23:59;45;w;POINT (-87.9 43.0)\n2;2019-06;unbekannt;m;\"(41.8, -87.6)\"\n";
    Ok(vec![
        text.as_bytes().to_vec(),
        marked,
        zipped(text.as_bytes())?,
        peers,
        office.chars().map(|c| c as u8).collect(),
        guessed.into(),
        guessed.replace(';', "\t").into(),
    ])
}

fn zipped(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes)?;
    Ok(out.finish()?)
}

fn as_json_lines(text: &str) -> Outcome<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    let mut lines = String::new();
    for record in reader.records() {
        let record = record?;
        let filled = header.iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
        let object: serde_json::Map<String, serde_json::Value> =
            filled.map(|(name, cell)| (name.to_owned(), cell.into())).collect();
        lines += &serde_json::to_string(&object)?;
        lines.push('\n');
    }
    Ok(lines)
}

const NESTED: &str = concat!(
    r#"{"id":"A1","died":"2014-06-19","point":{"type":"Point","coordinates":[0.07,51.5]},"substances":["GHB","ethanol"]}"#,
    "\n\n",
    r#"{"id":"A2","died":"2014-08-28T04:00","contacts":[{"role":"finder","name":"Lee, Ann","telephone":"+44 20"},{"role":"caller"}],"age":22}"#,
    "\n{\"id\":\n",
    r#"{"id":"A3","died":"2014-09-20","substances":[],"age":null,"lat":51.5,"lon":-1e-3,"manner":true}"#,
    "\n"
);

/// The statements of a register, turned to speak of the two deaths that the target knows.
fn amended(register: &Register) -> Outcome<Vec<u8>> {
    let later = register.statements.iter().take(12).enumerate();
    let said =
        |(at, said): (usize, &Statement)| Statement { death: DeathId(["A1", "A2"][at % 2].into()), ..said.clone() };
    let statements: Vec<Statement> = later.map(said).collect();
    let mut out = Vec::new();
    write_amendments(&statements, &mut out)?;
    Ok(out)
}

/// One small table in each compression, with dictionaries and without, in both versions of pages.
fn parquets() -> Outcome<Vec<Vec<u8>>> {
    let mut substances = ListBuilder::new(StringBuilder::new());
    substances.append_value([Some("GHB"), None, Some("ethanol")]);
    substances.append_null();
    substances.append_value(Vec::<Option<&str>>::new());
    let texts = |texts: [Option<&str>; 3]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
    let point = StructArray::try_from(vec![
        ("lat", Arc::new(Float32Array::from(vec![51.5, 51.6, f32::NAN])) as ArrayRef),
        ("lon", Arc::new(Float32Array::from(vec![Some(0.07), None, Some(0.08)])) as ArrayRef),
    ])?;
    let stamps = vec![Some(1_403_200_000_000_000), None, Some(-1)];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", texts([Some("A1"), Some("A2"), Some("A3")])),
        ("died", Arc::new(Date32Array::from(vec![Some(16_240), None, Some(16_310)]))),
        ("known_from", Arc::new(TimestampMicrosecondArray::from(stamps))),
        ("age", Arc::new(Int64Array::from(vec![Some(23), Some(22), None]))),
        ("point", Arc::new(point)),
        ("cause", Arc::new(BinaryArray::from(vec![b"poisoning".as_slice(), b"\xff", b""]))),
        ("manner", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
        ("substances", Arc::new(substances.finish())),
    ];
    let columns = columns.into_iter().map(|(name, column)| (name, column, true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns)?;
    let ways = [
        (Compression::UNCOMPRESSED, true, WriterVersion::PARQUET_1_0),
        (Compression::UNCOMPRESSED, false, WriterVersion::PARQUET_2_0),
        (Compression::SNAPPY, true, WriterVersion::PARQUET_2_0),
        (Compression::GZIP(GzipLevel::default()), true, WriterVersion::PARQUET_1_0),
        (Compression::ZSTD(ZstdLevel::default()), false, WriterVersion::PARQUET_1_0),
    ];
    let written = |&(compression, dictionaries, version)| {
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_dictionary_enabled(dictionaries)
            .set_writer_version(version)
            .build();
        let mut out = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut out, batch.schema(), Some(properties))?;
        writer.write(&batch)?;
        writer.close()?;
        Ok(out)
    };
    ways.iter().map(written).collect()
}
