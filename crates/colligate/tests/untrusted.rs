//! Files that nobody vouches for are read by a child of the program: it ends alone where a file makes it, and reads all others as the
//! program itself does.
#![allow(clippy::unwrap_used, reason = "all of it is tests")]

#[path = "../../documents/tests/scaled/mod.rs"]
mod scaled;

use colligate_documents::text::TextProblem;
use colligate_reader::{As, Child, ChildLimits, Reader, Stop};
use colligate_register::simulate::{County, county};
use colligate_register::{Input, Limits, Problem, ReadOptions, Reading, Register, read, write_csv, write_parquet};
use std::time::{Duration, Instant};

const MEGABYTE: u64 = 1 << 20;
const STORY: &str = "Published 9 May 2019\n\nAda Quill, 31, of Salford, was found dead on Tuesday, police said.\n";

fn child(limits: ChildLimits) -> Reader {
    Reader::Child(Child::of(env!("CARGO_BIN_EXE_colligate"), limits, 2))
}

fn usual() -> Reader {
    child(ChildLimits::default())
}

fn small(memory: u64, seconds: u64) -> Reader {
    child(ChildLimits { memory: memory * MEGABYTE, seconds, ..ChildLimits::default() })
}

#[test]
fn a_child_reads_ordinary_documents_as_the_program_itself_does() {
    let page = format!("<!DOCTYPE html><title>News</title><p>{}</p>", STORY.replace("\n\n", "</p><p>"));
    let mail = format!(
        "From: a@example.org\r\nMessage-ID: <1@example.org>\r\nDate: Thu, 9 May 2019 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\r\n{STORY}"
    );
    let mut files = vec![
        ("story.txt", STORY.as_bytes().to_vec()),
        ("page.html", page.into_bytes()),
        ("mail.eml", mail.into_bytes()),
        ("face.png", b"\x89PNG".to_vec()),
        ("empty.txt", Vec::new()),
        (
            "paper.pdf",
            scaled::paper(b"BT /F1 12 Tf 72 700 Td (Ada Quill, 31, of Salford, was found dead.) Tj ET", "", &[]),
        ),
    ];
    files.extend(scaled::documents(20));
    for (name, bytes) in files {
        for how in [As::Shown, As::Written] {
            let here = Reader::InProcess.document(name, &bytes, how, &Stop::never());
            let there = usual().document(name, &bytes, how, &Stop::never());
            match (here, there) {
                (Ok(here), Ok(there)) => {
                    assert_eq!(here.documents, there.documents, "{name}");
                    let said = |refused: &[_]| refused.iter().map(ToString::to_string).collect::<Vec<_>>();
                    let (here, there): (Vec<String>, Vec<String>) = (said(&here.refused), said(&there.refused));
                    assert_eq!(here, there, "{name}");
                }
                (Err(here), Err(there)) => assert_eq!(here.to_string(), there.to_string(), "{name}"),
                (here, there) => unreachable!("{name}: {here:?} and {there:?}"),
            }
        }
    }
}

#[test]
fn a_file_that_takes_too_much_memory_is_refused_with_the_limit_and_the_remedy() {
    let words = "Quill ".repeat(8_000_000);
    let error = small(64, 60).document("a.txt", words.as_bytes(), As::Shown, &Stop::never()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.txt: the memory that reading it takes is over the limit of 64 MB; split it or save it as plain text, or allow more with \
         --read-memory if you trust it"
    );
}

#[test]
fn a_file_that_takes_too_long_is_refused_with_the_limit_and_the_remedy() {
    let paper = scaled::documents(40_000).into_iter().find(|(name, _)| *name == "operations100.pdf").unwrap().1;
    let begun = Instant::now();
    let error = small(1024, 1).document("a.pdf", &paper, As::Shown, &Stop::never()).unwrap_err();
    assert!(matches!(&error.problem, TextProblem::OverLimit { limit, .. } if limit == "1 s"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn a_text_that_takes_too_long_to_understand_is_met_in_the_child() {
    let names = "John Smith and ".repeat(30_000);
    let error = small(1024, 1).document("names.txt", names.as_bytes(), As::Shown, &Stop::never()).unwrap_err();
    assert!(matches!(&error.problem, TextProblem::OverLimit { limit, .. } if limit == "1 s"), "{error}");
}

#[test]
fn an_answer_that_is_too_long_is_not_taken() {
    let limits = ChildLimits { output: 1000, ..ChildLimits::default() };
    let story = STORY.repeat(100);
    let error = child(limits).document("a.txt", story.as_bytes(), As::Shown, &Stop::never()).unwrap_err();
    assert!(error.to_string().contains("what was read in it is over the limit"), "{error}");
}

#[test]
fn a_program_that_is_no_reader_gives_no_answer_that_is_used() {
    for program in ["/bin/true", "/bin/false", "/bin/echo", "/nowhere/at/all"] {
        let reader = Reader::Child(Child::of(program, ChildLimits::default(), 1));
        let error = reader.document("a.txt", STORY.as_bytes(), As::Shown, &Stop::never()).unwrap_err();
        assert!(error.to_string().starts_with("a.txt: could not be read"), "{program}: {error}");
    }
}

#[test]
fn a_child_for_which_nobody_waits_is_ended() {
    let paper = scaled::documents(100_000).into_iter().find(|(name, _)| *name == "operations100.pdf").unwrap().1;
    let (reader, stop) = (usual(), Stop::default());
    let given_up = stop.on_drop();
    let begun = Instant::now();
    let error = std::thread::scope(|scope| {
        let reading = scope.spawn(|| reader.document("a.pdf", &paper, As::Shown, &stop).unwrap_err());
        std::thread::sleep(Duration::from_millis(300));
        drop(given_up);
        reading.join().unwrap()
    });
    assert!(error.to_string().contains("nobody waited"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn documents_with_much_of_one_thing_end_within_the_limits_of_a_child() {
    let reader = small(512, 20);
    for size in [10_000, 1_000_000] {
        for (name, bytes) in scaled::documents(size) {
            let begun = Instant::now();
            let read = reader.document(name, &bytes, As::Shown, &Stop::never());
            let read = read.map(|contents| contents.documents.len()).map_err(|error| error.to_string());
            println!("{size} {name}: {} bytes, {:?}, {read:?}", bytes.len(), begun.elapsed());
            if let Err(said) = &read {
                assert!(said.starts_with(name) && !said.contains("its reader"), "{size} {said}");
            }
        }
    }
}

/// The register with the columns and notes, however it was read.
fn parts(reading: &Reading) -> String {
    format!("{:?}\n{:?}\n{:?}\n{:?}", reading.summary, reading.rejects, reading.notes, reading.mapping)
}

fn taken_apart(name: &str, bytes: &[u8], options: &ReadOptions<'_>) -> Result<Reading, String> {
    let input = usual().register(name.to_owned(), bytes.to_vec(), options, &Stop::never());
    input.and_then(|input| read(input, options)).map_err(|error| error.to_string())
}

fn county_of_300() -> Register {
    county(&County { deaths: 300, ..County::default() }, 5)
}

#[test]
fn a_register_taken_apart_by_a_child_is_read_as_it_is_without() {
    let register = county_of_300();
    let (mut csv, mut parquet) = (Vec::new(), Vec::new());
    write_csv(&register, &mut csv).unwrap();
    write_parquet(&register, &mut parquet).unwrap();
    let mut files = vec![
        ("county.csv", csv.clone()),
        ("county.parquet", parquet),
        ("odd.csv", b"id;died;age\n\xe9;3/4/2015;34\nB;;x\n\"C;D\n".to_vec()),
        ("empty.csv", Vec::new()),
        ("letter.csv", b"%PDF-1.7".to_vec()),
    ];
    files.extend(scaled::registers(50));
    for (name, bytes) in files {
        let options = ReadOptions::default();
        let input = Input::Bytes { name: name.to_owned(), bytes: bytes.clone() };
        let here = read(input, &options).map_err(|error| error.to_string());
        match (here, taken_apart(name, &bytes, &options)) {
            (Ok(here), Ok(there)) => {
                assert_eq!(parts(&here), parts(&there), "{name}");
                assert_eq!(format!("{:?}", here.register), format!("{:?}", there.register), "{name}");
            }
            (here, there) => assert_eq!(here.map(|_| ()).unwrap_err(), there.map(|_| ()).unwrap_err(), "{name}"),
        }
    }
}

#[test]
fn a_register_of_too_many_rows_ends_while_it_is_unpacked() {
    let files = scaled::registers(1_000_000);
    let packed = &files.iter().find(|(name, _)| *name == "rows.csv.gz").unwrap().1;
    let of = |limits: Limits| ReadOptions { limits, ..ReadOptions::default() };
    let rows = of(Limits { rows: 1000, ..Limits::default() });
    let said = taken_apart("rows.csv.gz", packed, &rows).unwrap_err();
    assert_eq!(
        said,
        "rows.csv.gz, line 1002: the number of rows is over the limit of 1000; split the file, or allow more with --most-rows"
    );
    let text = of(Limits { text_bytes: MEGABYTE, ..Limits::default() });
    let said = taken_apart("rows.csv.gz", packed, &text).unwrap_err();
    assert!(
        said.ends_with("the text of its rows is over the limit of 1 MB; split the file, or allow more with --most-mb"),
        "{said}"
    );
}

#[test]
fn registers_with_much_of_one_thing_end_within_the_limits_of_a_child() {
    let reader = child(ChildLimits { memory: 512 * MEGABYTE, seconds: 20, output: 64 * MEGABYTE });
    for (name, bytes) in scaled::registers(1_000_000) {
        let options = ReadOptions { limits: Limits { rows: 10_000, ..Limits::default() }, ..ReadOptions::default() };
        let read = reader.register(name.to_owned(), bytes, &options, &Stop::never());
        let read = read.and_then(|input| read_rows(input, &options));
        println!("{name}: {:?}", read.as_ref().map_err(ToString::to_string));
        if let Err(error) = read {
            assert!(!matches!(&error.problem, Problem::Refused(said) if said.contains("its reader")), "{error}");
        }
    }
}

fn read_rows(input: Input, options: &ReadOptions<'_>) -> Result<u64, colligate_register::ReadError> {
    read(input, options).map(|reading| reading.summary.rows)
}
