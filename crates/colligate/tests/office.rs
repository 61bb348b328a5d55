//! The case file from the command line: users, imports, the audit trail, backups, and a server that is killed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../casefile/tests/common/database.rs"]
mod database;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

const PASSWORD: &str = "three plain words";

struct Office {
    folder: tempfile::TempDir,
    database: String,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let database = runtime.block_on(database::new_database(folder.path()));
        Office { folder, database }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_colligate"));
        command.current_dir(self.folder.path()).args(arguments).env("COLLIGATE_DATABASE", &self.database);
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn done(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }
}

const DEATHS: &str = "id,died,lat,lon,age,sex,cause\nA1,2014-06-19,51.5366,0.0757,23,male,unascertained\nA2,2014-08-28,51.54,0.077,22,male,unascertained\n";

#[test]
fn a_register_is_taken_in_signed_verified_and_copied() {
    let office = Office::new();
    office.done(&["user", "add", "ada", "--role", "administrator"], &format!("{PASSWORD}\n"));
    assert!(office.done(&["user", "list"], "").contains("administrator"));
    std::fs::write(office.path("day.csv"), DEATHS).unwrap();
    assert!(office.done(&["import", "day.csv"], "").contains("2 rows: 2 new, 0 changed, 0 as before"));
    assert!(office.done(&["import", "day.csv"], "").contains("0 new, 0 changed, 2 as before"));
    let later = "id,cause\nA2,GHB toxicity\n";
    assert!(office.done(&["import", "-", "--name", "toxicology.csv"], later).contains("0 new, 1 changed"));
    let checkpoint: serde_json::Value = serde_json::from_str(&office.done(&["audit", "checkpoint"], "")).unwrap();
    assert_eq!(checkpoint["signature"].as_str().unwrap().len(), 128);
    assert!(office.done(&["audit", "verify"], "").contains("The trail is whole."));
    assert!(office.done(&["audit", "show", "--last", "3"], "").lines().count() == 3);
    let copy = office.done(&["backup", "copy.db"], "");
    assert!(copy.contains("all whole"), "{copy}");
    let filed = office.path("filed.jsonl");
    std::fs::write(&filed, checkpoint.to_string()).unwrap();
    assert!(office.done(&["audit", "verify", "--against", "filed.jsonl"], "").contains("The trail is whole."));
    let mut forged = checkpoint.clone();
    forged["hash"] = "00".into();
    std::fs::write(&filed, forged.to_string()).unwrap();
    assert_eq!(office.run(&["audit", "verify", "--against", "filed.jsonl"], "").status.code(), Some(1));
    let back = office.run(&["import", "day.csv", "--today", "2001-01-01"], "");
    assert_eq!(back.status.code(), Some(2), "nobody dates an entry back");
    office.done(&["backup", "--restore", "copy.db", "--database", "again.db"], "");
    assert!(office.done(&["audit", "verify", "--database", "again.db"], "").contains("The trail is whole."));
    let moved = Office::new();
    std::fs::copy(office.path("copy.db"), moved.path("copy.db")).unwrap();
    moved.done(&["backup", "--restore", "copy.db"], "");
    assert!(moved.done(&["audit", "verify"], "").contains("The trail is whole."));
    let shown = |office: &Office| office.done(&["user", "list"], "");
    assert_eq!(shown(&moved), shown(&office));
    std::fs::write(moved.path("later.csv"), later).unwrap();
    assert!(moved.done(&["import", "later.csv"], "").contains("0 new, 0 changed, 1 as before"));
    let there = moved.run(&["backup", "--restore", "copy.db"], "");
    assert_eq!(there.status.code(), Some(2), "an office in use is not written over");
    let there = office.run(&["backup", "copy.db"], "");
    assert_eq!(there.status.code(), Some(2));
}

#[test]
fn what_cannot_be_used_is_told_with_what_to_do() {
    let office = Office::new();
    for (arguments, input, says) in [
        (&["user", "add", "bob", "--role", "reader"][..], "short\n", "15 characters"),
        (&["user", "add", "b b", "--role", "reader"][..], "three plain words\n", "no name to sign in with"),
        (&["user", "password", "nobody"][..], "three plain words\n", "no user nobody"),
        (&["import", "missing.csv"][..], "", "missing.csv"),
        (&["backup", "--restore", "missing.db", "--database", "new.db"][..], "", "missing.db"),
    ] {
        let output = office.run(arguments, input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains(says), "{arguments:?}: {said}");
    }
}

/// The day that the office's clock shows where one is set.
const DAY: &str = "2014-09-20";

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(office: &Office) -> Server {
        Server::start_with(office, &[])
    }

    fn start_with(office: &Office, more: &[&str]) -> Server {
        let mut child = office
            .command(&[&["serve", "--listen", "127.0.0.1:0", "--today", DAY][..], more].concat())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
        let address = said.split("http://").nth(1).expect(&said).split('/').next().unwrap().to_owned();
        Server { child, address }
    }

    fn send(&self, method: &str, path: &str, cookie: &str, form: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        let text = format!(
            "{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        stream.write_all(text.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

/// A form with files, as a browser sends it.
fn with_files(csrf: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").into_bytes();
    for (name, bytes) in files {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--x--\r\n");
    body
}

#[test]
fn an_upload_made_to_do_harm_ends_its_own_reading_and_not_the_server() {
    let office = Office::new();
    office.done(&["user", "add", "rev", "--role", "reviewer", "--today", DAY], &format!("{PASSWORD}\n"));
    let mut server = Server::start_with(&office, &["--read-memory", "128", "--most-rows", "100"]);
    let signed = server.send("POST", "/sign-in", "", "name=rev&password=three+plain+words").unwrap();
    let cookie = signed.split("set-cookie: ").nth(1).expect(&signed).split(';').next().unwrap().to_owned();
    let page = server.send("GET", "/queue", &cookie, "").unwrap();
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let upload = |path: &str, files: &[(&str, &[u8])]| {
        let body = with_files(&csrf, files);
        let mut stream = TcpStream::connect(&server.address).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let attributes: String = (0..20_000).map(|at| format!(" a{at}=\"x\"")).collect();
    let page = format!("<p{attributes}>Found dead.</p>");
    let story = b"Ada Quill, 31, of Salford, was found dead on Tuesday, police said.";
    let words = "Quill ".repeat(15_000_000);
    let answer =
        upload("/documents", &[("page.html", page.as_bytes()), ("words.txt", words.as_bytes()), ("story.txt", story)]);
    assert!(answer.contains("page.html: the number of attributes"), "{answer}");
    assert!(answer.contains("words.txt: the memory that reading it takes is over the limit of 128 MB"), "{answer}");
    assert!(answer.contains(">story.txt<"), "the others go on: {answer}");
    let rows: String = (0..1_000).map(|at| format!("B{at},2014-09-01\n")).collect();
    let answer = upload("/import", &[("rows.csv", format!("id,died\n{rows}").as_bytes())]);
    assert!(answer.contains("the number of rows is over the limit of 100"), "{answer}");
    assert!(server.send("GET", "/queue", &cookie, "").unwrap().starts_with("HTTP/1.1 200"));
    server.child.kill().unwrap();
    let _ = server.child.wait();
}

fn count(office: &Office, what: &str) -> usize {
    // Read by the program itself: what it shows is what counts.
    office.done(&["audit", "show", "--last", "5000"], "").lines().filter(|line| line.contains(what)).count()
}

/// Writes of the test that kills, of how many writers, and after how many of them it does.
const WRITES: usize = 1_000;
const WRITERS: usize = 4;
const KILLED_AFTER: usize = 950;

#[test]
fn a_server_that_is_killed_loses_nothing_that_it_acknowledged() {
    let office = Office::new();
    office.done(&["user", "add", "rev", "--role", "reviewer", "--today", DAY], &format!("{PASSWORD}\n"));
    std::fs::write(office.path("day.csv"), DEATHS).unwrap();
    office.done(&["import", "day.csv", "--no-link", "--today", DAY], "");
    let mut server = Server::start(&office);
    let signed = server.send("POST", "/sign-in", "", "name=rev&password=three+plain+words").unwrap();
    let cookie = signed.split("set-cookie: ").nth(1).expect(&signed).split(';').next().unwrap().to_owned();
    let page = server.send("GET", "/queue", &cookie, "").unwrap();
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // Four at once keep writing; the kill falls somewhere among the thousand.
    let acknowledged = AtomicUsize::new(0);
    let write = |number: usize| {
        let form = format!("csrf={csrf}&subject=death+A1&kind=lead&question=number+{number}");
        match server.send("POST", "/matters", &cookie, &form) {
            Ok(answer) if answer.starts_with("HTTP/1.1 303") => acknowledged.fetch_add(1, Ordering::SeqCst) < WRITES,
            Ok(answer) if !answer.is_empty() => unreachable!("{answer}"),
            _ => false,
        }
    };
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let write = &write;
            scope.spawn(move || (0..WRITES).all(|number| write(WRITES * writer + number)));
        }
        while acknowledged.load(Ordering::SeqCst) < KILLED_AFTER {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        Command::new("kill").args(["-9", &server.child.id().to_string()]).status().unwrap();
    });
    let acknowledged = acknowledged.into_inner();
    let _ = server.child.wait();
    let kept = count(&office, "\"what\":\"lead ");
    // One of each writer may have been kept without its answer having been sent.
    assert!((acknowledged..=acknowledged + WRITERS).contains(&kept), "{acknowledged} acknowledged, {kept} kept");
    assert!(office.done(&["audit", "verify"], "").contains("The trail is whole."));
}

/// A disk of two megabytes in a name space of its own, on which the case file stands; a register is taken in, the disk is filled to the brim,
/// and another is tried; then there is room again.
const FULL_DISK: &str = r#"
set -eu
mount -t tmpfs -o size=2m none disk
"$PROGRAM" import day.csv --no-link --database disk/office.db --key office.key >&2
dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null || true
if "$PROGRAM" import more.csv --no-link --database disk/office.db --key office.key 2>refusal; then exit 3; fi
rm disk/filler
"$PROGRAM" audit verify --database disk/office.db --key office.key
"$PROGRAM" import day.csv --no-link --database disk/office.db --key office.key
"$PROGRAM" import more.csv --no-link --database disk/office.db --key office.key
"#;

#[test]
fn a_full_disk_is_told_and_harms_nothing() {
    let office = Office::new();
    std::fs::create_dir(office.path("disk")).unwrap();
    std::fs::write(office.path("day.csv"), DEATHS).unwrap();
    let rows = (0..200).map(|n| format!("B{n},2014-09-01,51.5,0.1,40,male,heart disease\n")).collect::<String>();
    std::fs::write(office.path("more.csv"), format!("id,died,lat,lon,age,sex,cause\n{rows}")).unwrap();
    let within = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
        command.current_dir(office.folder.path()).env("PROGRAM", env!("CARGO_BIN_EXE_colligate")).output()
    };
    if !within("mount -t tmpfs -o size=1m none disk").is_ok_and(|output| output.status.success()) {
        println!("SKIPPED: this machine lets nobody mount a disk of their own");
        return;
    }
    let output = within(FULL_DISK).unwrap();
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    let refusal = std::fs::read_to_string(office.path("refusal")).unwrap();
    assert!(refusal.contains("the disk is full"), "{refusal}");
    assert!(said.contains("The trail is whole."), "{said}");
    assert!(said.contains("0 new, 0 changed, 2 as before") && said.contains("200 new"), "{said}");
}
