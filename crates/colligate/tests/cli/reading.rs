//! `colligate read`: documents, their page and JSON, and what is refused.

use crate::desk::{Desk, narrow};
use serde_json::Value;

const FIRST: &str = "Published 9 May 2019\n\nAda Quill, 31, of Salford, was found dead on Tuesday, police said.\n";
const SECOND: &str =
    "Published 10 May 2019\n\nAda Quill, 32, of Salford, was found dead on 7 May, the coroner's office said.\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("first.txt", FIRST);
    desk.write("second.html", &format!("<!DOCTYPE html><p>{}</p>", SECOND.replace("\n\n", "</p><p>")));
    desk
}

#[test]
fn documents_are_read_and_a_bad_one_among_them_is_named() {
    let desk = desk();
    desk.write("bad.pdf", "no PDF at all");
    let ran = desk.ok(&["read", "first.txt", "bad.pdf", "second.html", "--together"]);
    narrow(&ran.out);
    assert!(ran.out.contains("2 documents on 1 event") && ran.out.contains("bad.pdf"), "{}", ran.out);
    assert!(ran.out.contains("Ada Quill"), "{}", ran.out);
    assert_eq!(desk.names("."), ["bad.pdf", "first.txt", "second.html"]);
}

#[test]
fn the_folder_holds_the_page_and_the_json() {
    let desk = desk();
    let printed = desk.ok(&["read", "first.txt", "second.html", "--out", "said", "--json"]).out;
    assert_eq!(desk.names("said"), ["documents.html", "documents.json"]);
    assert_eq!(desk.read("said/documents.json"), printed);
    let value: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(value["documents"][0]["dated"], "2019-05-09");
    assert!(desk.read("said/documents.html").contains("Ada Quill"));
}

#[test]
fn a_folder_is_read_in_the_order_of_names_on_any_number_of_threads() {
    let desk = desk();
    std::fs::create_dir(desk.path("more")).unwrap();
    desk.write("more/first.txt", SECOND);
    let read = |threads: &str| desk.ok(&["read", ".", "--json", "--threads", threads]).out;
    let value: Value = serde_json::from_str(&read("1")).unwrap();
    let names: Vec<&str> =
        value["documents"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["./first.txt", "./more/first.txt", "second.html"]);
    assert_eq!(read("1"), read("3"));
}

#[test]
fn what_cannot_be_read_at_all_is_refused_with_the_reason() {
    let desk = desk();
    desk.write("face.png", "\u{89}PNG");
    desk.write("empty.txt", "");
    let said = desk.refused(&["read", "empty.txt", "missing.txt"]);
    assert!(
        said.contains("no document could be read")
            && said.contains("empty.txt: holds no text")
            && said.contains("missing.txt"),
        "{said}"
    );
}

#[test]
fn documents_beside_a_register_offer_statements_and_change_nothing() {
    let desk = desk().county();
    let before = desk.read("county.csv");
    let ran = desk.ok(&["read", "first.txt", "--register", "county.csv"]);
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("none taken over"), "{told}");
    assert_eq!(desk.read("county.csv"), before);
}

#[test]
fn a_model_of_names_adds_names_and_says_which_it_added() {
    let desk = Desk::new();
    let model = include_bytes!("../../../documents/tests/names/model.crfsuite");
    std::fs::write(desk.path("names.crfsuite"), model).unwrap();
    desk.write("report.txt", "Neighbours said Ada Quill had moved from Tidewick to Overmoor.\n");
    let plain: Value = serde_json::from_str(&desk.ok(&["read", "report.txt", "--json"]).out).unwrap();
    let ran = desk.ok(&["read", "report.txt", "--names", "names.crfsuite", "--json"]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let count = |value: &Value, of: &str| value["documents"][0]["mentions"][of].as_array().unwrap().len();
    assert_eq!(plain["documents"][0]["by_model"].as_array().map(Vec::len), Some(0));
    let added = found["documents"][0]["by_model"].as_array().unwrap();
    assert!(added.iter().any(|name| name["kind"] == "place"), "{added:?}");
    assert!(count(&found, "places") > count(&plain, "places"));
    assert!(include_str!("../../../../docs/documents-schema.md").contains("`by_model[]`"));
    // What is no model, or not a whole one, is refused with a remedy.
    std::fs::write(desk.path("cut.crfsuite"), &model[..4000]).unwrap();
    for (name, wanted) in
        [("report.txt", "no model of CRFsuite"), ("cut.crfsuite", "no sound model"), ("none", "cannot be read")]
    {
        let said = desk.refused(&["read", "report.txt", "--names", name]);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(wanted), "{said}");
    }
}
