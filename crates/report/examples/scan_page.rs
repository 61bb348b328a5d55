//! Scans as a SaTScan parameter file asks and writes the page of the scan: `scan_page FILE.prm FILE.html`.

use colligate_report::scan::{ScanCase, ScanFacts};
use colligate_report::scan_html;
use colligate_scan::{Count, ScanFiles, Silent, read_parameters, scan};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(parameters), Some(page)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scan_page FILE.prm FILE.html".into());
    };
    let request = read_parameters(&parameters)?;
    let ScanFiles { data, locations: names, warnings } = request.read_files()?;
    let mut result = scan(&data, &request.analysis, &Silent)?;
    result.warnings.splice(0..0, warnings);
    let locations = data.places.locations();
    let case = |(row, name): (&Count, String)| ScanCase {
        id: None,
        place: row.place,
        name,
        day: row.day,
        died: None,
        count: row.count,
    };
    let cases = data.cases.iter().zip(names).map(case);
    let facts = ScanFacts {
        source: parameters.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        analysis: request.analysis,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        today: None,
        system: locations.system(),
        places: (0..data.places.len() as u32).map(|place| locations.coordinates(place)).collect(),
        names: (0..data.places.len() as u32).map(|place| data.places.names(place).to_vec()).collect(),
        cases: cases.collect(),
    };
    std::fs::write(page, scan_html(&facts, &result))?;
    Ok(())
}
