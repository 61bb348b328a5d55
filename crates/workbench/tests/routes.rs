//! Every route with every role: none is reachable without what it takes, and a restricted death is nowhere.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../casefile/tests/common/database.rs"]
mod database;

use colligate_casefile::{Actor, Budget, Clock, ImportFile, NewUser, Role, SeriesShort, Signer, Store};
use colligate_register::simulate::{County, county};
use colligate_register::{Day, Field, Register, Silent, read_contacts, write_csv};
use colligate_workbench::{Layer, Needs, ROUTES, Serving, serve};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PASSWORD: &str = "three plain words";

struct Server {
    address: SocketAddr,
    store: Arc<Store>,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Someone's cookie and form token.
#[derive(Default)]
struct Browser {
    cookie: String,
    csrf: String,
}

const DEATHS: &str = "id,died,lat,lon,age,sex,category,cause,substances,narrative
A1,2014-06-19,51.5366,0.0757,23,male,unexplained,unascertained,GHB,found propped outside a block of flats
A2,2014-08-28,51.5400,0.0770,22,male,unexplained,unascertained,GHB,found propped in a churchyard
A3,2014-09-18,51.5400,0.0770,21,male,unexplained,unascertained,GHB,found propped in the same churchyard
";

impl Server {
    async fn start() -> Server {
        let folder = tempfile::tempdir().unwrap();
        let database = database::new_database(folder.path()).await;
        let signer = Signer::open(&folder.path().join("key")).unwrap();
        let clock = Clock::set_to(Day::from_ymd(2014, 9, 20).unwrap());
        let store = Arc::new(Store::open(&database, clock, Some(signer)).await.unwrap());
        let console = Actor::console("root");
        for role in Role::ALL {
            let user = NewUser { name: role.as_str(), full_name: "", role, team: "", password: PASSWORD };
            store.add_user(&console, &user).await.unwrap();
        }
        let file = ImportFile { name: "day.csv".to_owned(), bytes: DEATHS.into() };
        let imported = store.import(&console, file).await.unwrap();
        store.link(&console, imported.number.unwrap(), Silent).await.unwrap();
        std::fs::write(folder.path().join("wards.geojson"), "{\"type\": \"FeatureCollection\", \"features\": []}")
            .unwrap();
        let serving = Serving { layers: Layer::all_in(folder.path()).unwrap(), ..Serving::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(store.clone(), listener, serving, std::future::pending()));
        Server { address, store, _folder: folder }
    }

    async fn send(&self, method: &str, path: &str, browser: &Browser, body: &str, kind: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let text = format!(
            "{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            browser.cookie,
            body.len()
        );
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    async fn get(&self, path: &str, browser: &Browser) -> Answer {
        self.send("GET", path, browser, "", "text/plain").await
    }

    async fn post(&self, path: &str, browser: &Browser, form: &str) -> Answer {
        let form = format!("csrf={}&{form}", browser.csrf);
        self.send("POST", path, browser, &form, "application/x-www-form-urlencoded").await
    }

    async fn sign_in(&self, name: &str) -> Browser {
        let form = format!("name={name}&password={}", PASSWORD.replace(' ', "+"));
        let kind = "application/x-www-form-urlencoded";
        let answer = self.send("POST", "/sign-in", &Browser::default(), &form, kind).await;
        let set = answer.head.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).expect(&answer.head);
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
        let cookie = set.split_once(": ").unwrap().1.split(';').next().unwrap().to_owned();
        let mut browser = Browser { cookie, csrf: String::new() };
        let page = self.get("/", &browser).await;
        let (_, after) = page.body.split_once("name=\"csrf\" value=\"").expect(&page.body);
        browser.csrf = after.split('"').next().unwrap().to_owned();
        browser
    }
}

/// A path of a route that leads to something.
fn filled(path: &str) -> String {
    let id = if path.starts_with("/series") || path.starts_with("/api/series") { "none" } else { "A2" };
    let path = path.replace("{id}", id).replace("{file}", "workbench.css");
    match path.as_str() {
        "/compare" | "/api/compare" => format!("{path}?a=A1&b=A2"),
        "/why" => "/why?deaths=%5B%22A2%22%5D&back=/".to_owned(),
        _ => path,
    }
}

fn may(role: Role, needs: Needs) -> bool {
    match needs {
        Needs::Nothing | Needs::Read => true,
        Needs::Review => matches!(role, Role::Reviewer | Role::Supervisor),
        Needs::Supervise => role == Role::Supervisor,
        Needs::Administer => role == Role::Administrator,
    }
}

/// A form that is whole, so that nothing but the role can stand in the way.
fn form(path: &str) -> &'static str {
    match path {
        "/state" => "death=A2&field=age&value=22&source=passport",
        "/matters" => "subject=death+A2&kind=lead&question=finder+traced",
        "/matters/{id}" => "kind=lead&question=finder+traced&version=1",
        "/template" => "subject=death+A2",
        "/decisions" => "subject=death+A2&about=category&value=unexplained&reason=so&policy=1",
        "/restrict" => "death=A3&users=reader&why=so",
        "/restrict/lift" => "death=A3&why=so",
        "/audit/explain" => "entry=1&why=so",
        "/erase" => "death=A9&again=A9&why=so",
        "/budget" => "a_month=0.1",
        "/policy" => "version=1&checks=2:+finder+traced%3F&lead_days=7&concern_days=14&sign_off_days=2",
        "/why" => "deaths=%5B%22A2%22%5D&back=/deaths/A2&why=so",
        "/documents/{id}/deaths" | "/documents/{id}/offers" => "answer=accept&why=so&death=A2&number=1",
        "/searches" => "name=mine&words=churchyard",
        "/searches/forget" => "name=mine",
        "/users/change" => "name=reader&role=reader&team=&account=open",
        "/users/password" => "name=nobody&password=three+plain+words",
        "/users" => "name=new&role=reader&password=three+plain+words",
        _ => "",
    }
}

#[tokio::test]
async fn no_route_is_reachable_without_what_it_takes() {
    let server = Server::start().await;
    let nobody = Browser::default();
    for route in ROUTES.iter().filter(|route| route.path != "/sign-out") {
        let path = filled(route.path);
        let answer = server.send(route.method, &path, &nobody, "", "application/x-www-form-urlencoded").await;
        let is_open = route.needs == Needs::Nothing;
        let turned_away = answer.status == 401 || (answer.status == 303 && answer.head.contains("location: /sign-in"));
        assert_eq!(turned_away, !is_open, "{route:?} {}", answer.status);
        assert!(answer.head.contains("content-security-policy: default-src 'none'"), "{route:?}");
        assert!(!answer.body.contains("churchyard"), "{route:?}");
    }
    for role in Role::ALL {
        let browser = server.sign_in(role.as_str()).await;
        let is_form = |path: &str| !["/sign-out", "/sign-in", "/import", "/documents"].contains(&path);
        for route in ROUTES.iter().filter(|route| route.method == "GET" || is_form(route.path)) {
            let path = filled(route.path);
            let answer = match route.method {
                "GET" => server.get(&path, &browser).await,
                _ => server.post(&path, &browser, form(route.path)).await,
            };
            let refused = answer.status == 403;
            // A matter that is not there is missed before the role is asked for; both tell nothing.
            let missing = answer.status == 404 && route.path.contains("{id}");
            assert!(refused || missing || may(role, route.needs), "{role:?} {route:?} {}", answer.status);
            assert!(!(refused && may(role, route.needs)), "{role:?} {route:?} {}", answer.body);
            assert!(answer.status < 500, "{role:?} {route:?} {}", answer.status);
        }
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_the_session_is_refused() {
    let server = Server::start().await;
    let mut browser = server.sign_in("reviewer").await;
    let form = form("/matters");
    assert_eq!(server.post("/matters", &browser, form).await.status, 303);
    browser.csrf = "0".repeat(64);
    assert_eq!(server.post("/matters", &browser, form).await.status, 403);
    let parts = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nid,died\nZ1,2014-09-20\n\r\n--x--\r\n";
    let answer = server.send("POST", "/import", &browser, parts, "multipart/form-data; boundary=x").await;
    assert_eq!(answer.status, 403, "{}", answer.body);
}

#[tokio::test]
async fn a_restricted_death_leaks_nowhere() {
    let server = Server::start().await;
    let reviewer = server.sign_in("reviewer").await;
    assert_eq!(
        server.post("/matters", &reviewer, "subject=death+A2&kind=lead&question=a+secret+question").await.status,
        303
    );
    let queue = server.store.queue(&Actor::console("root"), 10).await.unwrap();
    let lead = queue[0].id.clone();
    let series: Vec<String> =
        server.store.all_series(&Actor::console("root")).await.unwrap().into_iter().map(|series| series.id).collect();
    server.store.restrict(&Actor::console("root"), "A2", &["reviewer".to_owned()], "named").await.unwrap();
    for role in [Role::Reader, Role::Supervisor, Role::Administrator] {
        let browser = server.sign_in(role.as_str()).await;
        let mut paths: Vec<String> =
            ROUTES.iter().filter(|route| route.method == "GET").map(|route| filled(route.path)).collect();
        paths.extend(["/search?q=churchyard+28", "/search?q=secret", "/api/search?q=propped"].map(str::to_owned));
        paths.extend(["/deaths/A1", "/deaths/A3", "/api/deaths/A1/nearest"].map(str::to_owned));
        paths.push(format!("/matters/{lead}"));
        for id in &series {
            paths.extend([
                format!("/series/{id}"),
                format!("/series/{id}/known"),
                format!("/series/{id}/known.pdf"),
                format!("/api/series/{id}"),
            ]);
        }
        for path in paths {
            let answer = server.get(&path, &browser).await;
            let leaks = ["secret question", "found propped in a churchyard", "2014-08-28", "/deaths/A2\"", "\"A2\""];
            for text in leaks {
                assert!(!answer.body.contains(text), "{role:?} {path} tells {text}: {}", answer.body);
            }
        }
        let missing = server.get("/deaths/B9", &browser).await;
        let closed = server.get("/deaths/A2", &browser).await;
        assert_eq!((closed.status, closed.body.replace("A2", "B9")), (missing.status, missing.body));
    }
    for (name, death, status) in
        [("reader", "A2", 404), ("reader", "any+words", 404), ("reviewer", "A2", 200), ("reviewer", "A3", 404)]
    {
        let browser = server.sign_in(name).await;
        let page = server.get(&format!("/why?deaths=%5B%22{death}%22%5D&back=/"), &browser).await;
        assert_eq!(page.status, status, "{name} {death}: who may look alone learns that a death is restricted");
    }
    let asked = server.get("/deaths/A2", &reviewer).await;
    assert!(asked.status == 303 && asked.head.contains("location: /why?deaths=%5B%22A2%22%5D&back=%2Fdeaths%2FA2"));
    assert_eq!(server.get("/api/deaths/A2", &reviewer).await.status, 403, "a program is told to give a reason, too");
    let given = server.post("/why", &reviewer, form("/why")).await;
    assert!(given.status == 303 && given.head.contains("location: /deaths/A2"), "{}", given.body);
    let elsewhere = server.post("/why", &reviewer, "deaths=%5B%22A2%22%5D&why=so&back=//elsewhere.example").await;
    assert!(elsewhere.head.contains("location: /\r\n"), "it leads to this server alone");
    let own = server.get("/deaths/A2", &reviewer).await;
    assert!(own.status == 200 && own.body.contains("found propped in a churchyard"));
    let trail = server.store.newest_audit(&Actor::console("root"), 500).await.unwrap();
    assert!(trail.iter().any(|entry| entry.outcome == "refused" && entry.what == "death A2" && entry.who == "reader"));
}

#[tokio::test]
async fn a_day_in_the_office() {
    let server = Server::start().await;
    let reviewer = server.sign_in("reviewer").await;
    let parts = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"day.csv\"\r\n\r\nid,died,age,cause\nA3,2014-09-18,,GHB toxicity\nA4,2014-09-20,240,\n\r\n--x--\r\n",
        reviewer.csrf
    );
    let answer = server.send("POST", "/import", &reviewer, &parts, "multipart/form-data; boundary=x").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        answer.body.contains("1 new death, 1 with something new") && answer.body.contains("<td>240</td>"),
        "{}",
        answer.body
    );
    let compared = server.get("/compare?a=A2&b=A3", &reviewer).await.body;
    for told in ["same <mark>churchyard", "GHB toxicity", "day.csv, known from 20 Sep 2014"] {
        assert!(compared.contains(told), "{told}: {compared}");
    }
    let page = server.get("/deaths/A3", &reviewer).await;
    assert!(page.body.contains("<del>unascertained</del>") && page.body.contains("GHB toxicity"), "{}", page.body);
    assert_eq!(server.post("/template", &reviewer, "subject=death+A3&owner=reviewer").await.status, 303);
    assert_eq!(server.post("/decisions", &reviewer, form("/decisions")).await.status, 303);
    let twice = server.post("/decisions", &reviewer, form("/decisions")).await;
    assert_eq!(twice.status, 409, "the first is in force, and this form did not know of it");
    let supervisor = server.sign_in("supervisor").await;
    let queue = server.store.queue(&Actor::console("root"), 100).await.unwrap();
    let decision = queue.iter().find(|matter| matter.id.starts_with('d')).unwrap();
    let signed = server.post(&format!("/decisions/{}/sign", decision.id), &supervisor, "remark=agreed").await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let export = server.get("/export/deaths.csv", &reviewer).await;
    assert!(export.body.contains("A4") && export.head.contains("attachment"));
    let parquet = server.get("/export/deaths.parquet", &reviewer).await;
    assert!(parquet.status == 200 && parquet.body.starts_with("PAR1"));
    assert_eq!(server.post("/searches", &reviewer, form("/searches")).await.status, 303);
    assert!(server.get("/search", &reviewer).await.body.contains("/search?q=churchyard"));
    assert_eq!(server.post("/searches/forget", &reviewer, form("/searches/forget")).await.status, 303);
    assert!(!server.get("/search", &reviewer).await.body.contains("/search?q=churchyard"));
    let answer = server.post("/sign-out", &reviewer, "").await;
    assert_eq!(answer.status, 303);
    assert_eq!(server.get("/api/today", &reviewer).await.status, 401);
}

#[tokio::test]
async fn the_page_of_an_import_says_first_that_no_place_was_understood() {
    let server = Server::start().await;
    let reviewer = server.sign_in("reviewer").await;
    let parts = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"grid.csv\"\r\n\r\nid,died,Easting,Northing\nG1,2014-09-18,544100,184200\nG2,2014-09-19,544900,184700\n\r\n--x--\r\n",
        reviewer.csrf
    );
    let answer = server.send("POST", "/import", &reviewer, &parts, "multipart/form-data; boundary=x").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let first = answer.body.find("Nothing was compared: none of 2 deaths has a place").unwrap();
    assert!(answer.body.contains("British National Grid") && first < answer.body.find("2 new deaths").unwrap());
}

#[tokio::test]
async fn a_document_is_read_and_what_it_says_goes_on_record_when_accepted() {
    let server = Server::start().await;
    let reviewer = server.sign_in("reviewer").await;
    let text = "A man of 23 was found dead outside a block of flats in Barking on 19 June 2014. He had taken GHB.";
    let send = |csrf: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"report.txt\"\r\n\r\n{text}\r\n--x--\r\n"
        )
    };
    let kind = "multipart/form-data; boundary=x";
    let forged = server.send("POST", "/documents", &reviewer, &send("0"), kind).await;
    assert_eq!(forged.status, 403);
    let reader = server.sign_in("reader").await;
    assert_eq!(server.send("POST", "/documents", &reader, &send(&reader.csrf), kind).await.status, 403);
    let answer = server.send("POST", "/documents", &reviewer, &send(&reviewer.csrf), kind).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let (_, after) = answer.head.split_once("location: ").unwrap();
    let page = server.get(after.lines().next().unwrap(), &reviewer).await;
    assert!(page.status == 200 && page.body.contains("A man of 23"), "{}", page.body);
    assert!(server.get("/documents", &reader).await.body.contains("report.txt"));
    let empty = send(&reviewer.csrf).replace(text, "");
    assert_eq!(server.send("POST", "/documents", &reviewer, &empty, kind).await.status, 422);
}

#[tokio::test]
async fn guesses_from_the_same_address_do_not_keep_a_known_browser_out() {
    let server = Server::start().await;
    let kind = "application/x-www-form-urlencoded";
    let send = async |cookie: &str, password: &str| {
        let browser = Browser { cookie: cookie.to_owned(), csrf: String::new() };
        let form = format!("name=administrator&password={}", password.replace(' ', "+"));
        server.send("POST", "/sign-in", &browser, &form, kind).await
    };
    let signed = send("", PASSWORD).await;
    let mut cookies = signed.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    assert!(cookies.next().unwrap().starts_with("colligate="));
    let known = cookies.next().unwrap();
    assert!(known.contains("HttpOnly") && known.contains("SameSite=Strict") && known.contains("Max-Age=7776000"));
    let known = known.split(';').next().unwrap();
    let mut answers = Vec::new();
    for _ in 0..25 {
        answers.push(send("", "three wrong words").await.status);
    }
    assert!(answers.starts_with(&[401; 5]) && answers.ends_with(&[429; 5]), "{answers:?}");
    assert_eq!(send("", PASSWORD).await.status, 429, "as slow as whoever guesses beside it");
    assert_eq!(send("colligate-browser=made-up", PASSWORD).await.status, 429, "no token of its own making helps");
    assert_eq!(send(known, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn who_was_given_a_password_sees_nothing_before_it_is_changed() {
    let server = Server::start().await;
    let administrator = server.sign_in("administrator").await;
    let form = "name=reader&password=words+of+somebody+else";
    assert_eq!(server.post("/users/password", &administrator, form).await.status, 303);
    let kind = "application/x-www-form-urlencoded";
    let form = "name=reader&password=words+of+somebody+else";
    let signed = server.send("POST", "/sign-in", &Browser::default(), form, kind).await;
    let (_, cookie) = signed.head.split_once("set-cookie: ").expect(&signed.head);
    let reader = Browser { cookie: cookie.split(';').next().unwrap().to_owned(), csrf: String::new() };
    for path in ["/", "/deaths/A1", "/search?q=flats", "/export/deaths.csv"] {
        let answer = server.get(path, &reader).await;
        assert!(answer.status == 303 && answer.head.contains("location: /account"), "{path} {}", answer.status);
    }
    let answer = server.get("/api/deaths/A1", &reader).await;
    assert!(answer.status == 403 && answer.body.contains("password"), "{}", answer.body);
    assert_eq!(server.get("/account", &reader).await.status, 200);
}

#[tokio::test]
async fn no_cell_of_an_export_is_run_by_a_spreadsheet_and_it_comes_back_as_it_was() {
    let server = Server::start().await;
    let console = Actor::console("root");
    let file = |text: &str| ImportFile { name: "more.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    server
        .store
        .import(&console, file("id,died,lat,lon,cause\nA5,2014-09-19,51.5,-0.2,=HYPERLINK(1)\n"))
        .await
        .unwrap();
    let reviewer = server.sign_in("reviewer").await;
    let export = server.get("/export/deaths.csv", &reviewer).await;
    assert!(export.body.contains(",'=HYPERLINK(1)") && export.body.contains(",-0.2,"), "{}", export.body);
    server.store.import(&console, file(&export.body)).await.unwrap();
    let record = server.store.death(&console, "A5").await.unwrap();
    let cause = record.fields.iter().find(|history| history.field == Field::Cause).unwrap();
    assert_eq!((cause.said.len(), cause.said[0].value.as_str()), (1, "=HYPERLINK(1)"));
}

/// The text of an element of a page that begins with these words, up to the end of its row.
fn row<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("<th scope=\"row\">{name}</th>")).expect(page);
    after.split("</tr>").next().unwrap()
}

/// The register with a finder of its own for each death.
fn found_apart(mut register: Register) -> Register {
    for (k, death) in register.deaths.iter_mut().enumerate() {
        let finder = format!("role=finder,telephone=+4477009{k:05}");
        death.contacts = read_contacts(&finder).unwrap().into();
    }
    register
}

#[tokio::test]
async fn what_links_two_deaths_is_marked_and_never_called_unlike() {
    let server = Server::start().await;
    let (store, console) = (&server.store, Actor::console("root"));
    let years = County { deaths: 400, years: 2.0, from: Day::from_ymd(2012, 9, 1).unwrap(), ..County::default() };
    let mut text = Vec::new();
    write_csv(&found_apart(county(&years, 3)), &mut text).unwrap();
    store.import(&console, ImportFile { name: "county.csv".to_owned(), bytes: text }).await.unwrap();
    for (death, field, value) in [
        ("A1", Field::Contacts, "role=finder,name=Walker Bea,telephone=+447700900111"),
        ("A2", Field::Contacts, "role=finder,name=Bea WALKER,telephone=07700900111|role=attended,name=PC 1007"),
        ("A1", Field::Circumstances, "propped sitting;note present;telephone missing"),
        ("A2", Field::Circumstances, "propped sitting;note present;telephone missing;shoes missing"),
    ] {
        store.state(&console, death, field, value, "letter").await.unwrap();
    }
    // Pages show what was on record a moment ago.
    store.link(&console, 0, Silent).await.unwrap();
    let reviewer = server.sign_in("reviewer").await;
    let page = server.get("/compare?a=A1&b=A2", &reviewer).await.body;
    let in_both = "<span class=\"unseen\"> (in both)</span></mark>";
    let contacts = row(&page, "contacts");
    for marked in ["Walker Bea", "+447700900111", "Bea WALKER", "07700900111"] {
        assert!(contacts.contains(&format!("<mark>{marked}{in_both}")), "{marked}: {contacts}");
    }
    assert!(contacts.contains("PC 1007") && !contacts.contains("<mark>PC 1007"), "{contacts}");
    let circumstances = row(&page, "circumstances");
    assert!(circumstances.contains("<mark>") && !circumstances.contains("<mark>shoes missing"), "{circumstances}");
    assert!(circumstances.contains(">partly alike<") || circumstances.contains(">alike<"), "{circumstances}");
    assert!(contacts.contains(">alike<"), "{contacts}");
    // The page says what the evidence says, of every kind of it.
    let answer = server.get("/api/compare?a=A1&b=A2", &reviewer).await.body;
    let answer: serde_json::Value =
        serde_json::from_str(&answer[answer.find('{').unwrap()..=answer.rfind('}').unwrap()]).unwrap();
    for likened in answer["likened"].as_array().unwrap() {
        let (likeness, weight) = (likened["likeness"].as_str().unwrap(), likened["weight"].as_f64().unwrap());
        match likeness {
            "alike" => assert!(weight > -0.05, "{likened}"),
            "unlike" => assert!(weight < 0.05, "{likened}"),
            "partly_alike" => assert!(weight.abs() < 0.05, "{likened}"),
            _ => assert_eq!(weight, 0.0, "{likened}"),
        }
    }
    let fields = [("died", "time"), ("place", "place"), ("age", "age"), ("sex", "sex"), ("kind of death", "kind")];
    for (field, evidence) in fields.into_iter().chain([("category", "category"), ("cause", "cause")]) {
        let likened = answer["likened"].as_array().unwrap().iter().find(|it| it["evidence"] == evidence).unwrap();
        let (said, row) = (likened["likeness"].as_str().unwrap().replace('_', " "), row(&page, field));
        assert!(row.contains(&format!(">{said}<")) || row.contains(">not known<"), "{field}: {likened} {row}");
    }
    let of = |name: &str| answer["likened"].as_array().unwrap().iter().find(|it| it["evidence"] == name).unwrap();
    assert_eq!(of("contacts")["shared"], serde_json::json!(["name bea walker", "telephone 700900111"]));
    for path in ["/compare?a=A1&b=A1", "/api/compare?a=A1&b=A1"] {
        let refused = server.get(path, &reviewer).await;
        assert!(refused.status == 422 && refused.body.contains("not compared with itself"), "{}", refused.body);
    }
}

#[tokio::test]
async fn today_and_the_series_show_that_a_rejected_series_grew_stronger() {
    let server = Server::start().await;
    let (store, console) = (&server.store, Actor::console("root"));
    let years = County { deaths: 500, years: 2.0, from: Day::from_ymd(2012, 9, 1).unwrap(), ..County::default() };
    let mut text = Vec::new();
    write_csv(&found_apart(county(&years, 11)), &mut text).unwrap();
    store.import(&console, ImportFile { name: "county.csv".to_owned(), bytes: text }).await.unwrap();
    store.link(&console, 2, Silent).await.unwrap();
    store.set_budget(&console, Budget { a_month: 2.0 }).await.unwrap();
    let all = store.all_series(&console).await.unwrap();
    let alerts = store.alerts(&console, i64::MAX).await.unwrap();
    let pair =
        |series: &&SeriesShort| series.members.len() == 2 && alerts.iter().any(|alert| alert.series == series.id);
    let series = all.iter().rev().find(pair).unwrap();
    let reviewer = server.sign_in("reviewer").await;
    let form = format!(
        "subject=series+{}&about=link&value=rejected&supply=no&institution=no&place=no&coincidence=yes&reason=so&policy=1",
        series.id
    );
    let decided = server.post("/decisions", &reviewer, &form).await;
    assert_eq!(decided.status, 303, "{}", decided.body);
    let href = format!("/series/{}", series.id);
    assert!(!server.get(&href, &reviewer).await.body.contains("older evidence"));
    for death in &series.members {
        let contacts = "role=finder,name=Orla Quenby,telephone=+447700900777";
        store.state(&console, death, Field::Contacts, contacts, "letter").await.unwrap();
    }
    store.link(&console, 0, Silent).await.unwrap();
    let today = server.get("/", &reviewer).await.body;
    let since = "since it was rejected on 20 Sep 2014: same finder (";
    assert!(today.contains(since) && today.contains("on older evidence") && today.contains("earlier alert"), "{today}");
    let page = server.get(&href, &reviewer).await.body;
    for told in [since, "Made on older evidence: E was ", "2 values on record since: contacts of "] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(server.get("/series", &reviewer).await.body.contains("on older evidence"));
    let answer = server.get("/api/today", &reviewer).await.body;
    assert!(answer.contains("\"says\"") && answer.contains("\"e_now\""), "{answer}");
    let answer = server.get(&format!("/api{href}"), &reviewer).await.body;
    assert!(answer.contains("\"is_on_older_evidence\":true"), "{answer}");
}
