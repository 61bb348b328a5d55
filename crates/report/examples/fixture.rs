//! Writes the report of an invented result, `fixture.html`, and what else is made of one, the page of an invented
//! evaluation, `evaluation.html`, and that of an invented scan, `scan.html`, into the folder named first (default: the
//! current one).

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use colligate_report::{evaluation_html, links_parquet, report_html, scan_html, series_geojson, series_json, terminal};
use std::error::Error;
use std::fs::{File, write};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let result = fixture::result();
    write(folder.join("fixture.html"), report_html(&result))?;
    write(folder.join("evaluation.html"), evaluation_html(&fixture::evaluation::evaluation()))?;
    let (facts, scanned) = fixture::scanned::scanned()?;
    write(folder.join("scan.html"), scan_html(&facts, &scanned))?;
    write(folder.join("fixture.series.json"), series_json(&result)?)?;
    write(folder.join("fixture.geojson"), series_geojson(&result))?;
    links_parquet(
        result.series.iter().flat_map(|series| &series.links),
        File::create(folder.join("fixture.parquet"))?,
    )?;
    println!("{}", terminal::table(&result, 80, false));
    Ok(())
}
