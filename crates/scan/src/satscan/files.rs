//! The data files of a request.

use super::dates::{Precision, Written};
use super::error::FileError;
use super::request::{ScanFiles, ScanRequest};
use super::rows::{self, Row};
use super::source::Source;
use crate::analysis::Dimensions;
use crate::data::{Count, ScanData};
use crate::error::ScanError;
use crate::locations::{CoordinateSystem, Locations};
use crate::models::ModelKind;
use crate::places::Places;
use crate::population::{Population, PopulationEntry};
use crate::result::Warning;
use colligate_register::Day;
use std::collections::BTreeMap;
use std::path::Path;

/// Reads all of them.
pub(super) fn read(request: &ScanRequest) -> Result<ScanFiles, FileError> {
    let files = &request.files;
    let places = match &files.coordinates {
        Some(path) => coordinates(path, &files.sources.coordinates, files.system)?,
        None => Places::everywhere()?,
    };
    let mut reader = Reader {
        request,
        places: &places,
        everywhere: request.analysis.dimensions == Dimensions::Time,
        strata: Vec::new(),
        unknown: BTreeMap::new(),
        outside: BTreeMap::new(),
    };
    let population = files.population.as_deref().map(|path| reader.population(path)).transpose()?;
    let cases = reader.counts(&files.cases, &files.sources.cases, population.as_ref(), "case")?;
    let (cases, locations) = cases.into_iter().unzip();
    let controls = match &files.controls {
        Some(path) => reader.counts(path, &files.sources.controls, None, "control")?,
        None => Vec::new(),
    };
    let controls = controls.into_iter().map(|(row, _)| row).collect();
    let mut warnings = request.warnings.clone();
    warnings.extend(reader.warnings());
    let grid = files.grid.as_deref().map(|path| grid(path, &files.sources.grid, files.system)).transpose()?;
    let data = ScanData { places, grid, period: request.period, cases, controls, population };
    Ok(ScanFiles { data, locations, warnings })
}

fn number(path: &Path, row: &Row, index: usize, what: &str) -> Result<f64, FileError> {
    let Some(value) = row.values.get(index) else {
        return Err(FileError::line(path, row.line, format!("the {what} is missing")));
    };
    match value.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(FileError::line(path, row.line, format!("\"{value}\" should be a {what}, a number"))),
    }
}

fn point(path: &Path, row: &Row, index: usize, system: CoordinateSystem) -> Result<(f64, f64), FileError> {
    let names = match system {
        CoordinateSystem::Earth => ["latitude", "longitude"],
        CoordinateSystem::Plane => ["x coordinate", "y coordinate"],
    };
    if system == CoordinateSystem::Plane && row.values.len() > index + 2 {
        let what = format!("{} coordinates are given; only two dimensions are supported", row.values.len() - index);
        return Err(FileError::line(path, row.line, what));
    }
    let (first, second) = (number(path, row, index, names[0])?, number(path, row, index + 1, names[1])?);
    Locations::new(system, &[(first, second)]).map_err(|error| match error {
        ScanError::BadCoordinates { wanted, .. } => {
            FileError::line(path, row.line, format!("{first} {second} is not on the map: {wanted}"))
        }
        other => FileError::Scan(other),
    })?;
    Ok((first, second))
}

fn coordinates(path: &Path, source: &Source, system: CoordinateSystem) -> Result<Places, FileError> {
    let mut named = Vec::new();
    let mut first_line: BTreeMap<String, (usize, (f64, f64))> = BTreeMap::new();
    for row in rows::read(path, source)? {
        let point = point(path, &row, 1, system)?;
        let name = row.values[0].clone();
        let (line, before) = *first_line.entry(name.clone()).or_insert((row.line, point));
        if before != point {
            let what = format!("location {name} is already in line {line}, with other coordinates");
            return Err(FileError::line(path, row.line, what));
        }
        named.push((name, point.0, point.1));
    }
    let places = Places::new(system, &named)?;
    if places.len() < 2 {
        return Err(FileError::file(path, "a scan of space needs two or more locations"));
    }
    Ok(places)
}

/// Grid points, each once, in the order of their points in space, as SaTScan numbers them.
fn grid(path: &Path, source: &Source, system: CoordinateSystem) -> Result<Locations, FileError> {
    let points =
        rows::read(path, source)?.iter().map(|row| point(path, row, 0, system)).collect::<Result<Vec<_>, _>>()?;
    let unsorted = Locations::new(system, &points)?;
    let mut order: Vec<usize> = (0..points.len()).collect();
    let key = |&index: &usize| unsorted.points()[index];
    order.sort_by(|a, b| {
        let ([x, y, z], [u, v, w]) = (key(a), key(b));
        x.total_cmp(&u).then(y.total_cmp(&v)).then(z.total_cmp(&w))
    });
    order.dedup_by_key(|index| key(index).map(f64::to_bits));
    let sorted: Vec<(f64, f64)> = order.iter().map(|&index| points[index]).collect();
    Ok(Locations::new(system, &sorted)?)
}

struct Reader<'a> {
    request: &'a ScanRequest,
    places: &'a Places,
    everywhere: bool,
    /// Covariates met so far, of the permutation model.
    strata: Vec<Vec<String>>,
    /// Rows left out, by file.
    unknown: BTreeMap<String, u64>,
    outside: BTreeMap<String, u64>,
}

impl Reader<'_> {
    /// The place of a row; `None` where it is to be left out.
    fn place(&mut self, path: &Path, row: &Row) -> Result<Option<u32>, FileError> {
        if self.everywhere {
            return Ok(Some(0));
        }
        let name = &row.values[0];
        let number = self.places.number(name);
        if number.is_none() {
            if !self.request.files.relaxed_places {
                let known = self.request.files.coordinates.as_deref().unwrap_or(Path::new("")).display();
                return Err(FileError::line(path, row.line, format!("location {name} is not in {known}")));
            }
            *self.unknown.entry(path.display().to_string()).or_default() += 1;
        }
        Ok(number)
    }

    fn written(&self, path: &Path, row: &Row, index: usize) -> Result<Written, FileError> {
        let Some(text) = row.values.get(index) else {
            return Err(FileError::line(path, row.line, "the date is missing"));
        };
        let near = self.request.period.first().ymd().0;
        let wrong =
            || FileError::line(path, row.line, format!("\"{text}\" is not a date as 2001/11/24, 2001/11 or 2001"));
        Written::parse(text, near).ok_or_else(wrong)
    }

    /// The day of a case or control; `None` where it is to be left out.
    fn day(&mut self, path: &Path, row: &Row) -> Result<Option<Day>, FileError> {
        let (request, period) = (self.request, self.request.period);
        if !request.files.dated {
            return Ok(Some(period.first()));
        }
        let written = self.written(path, row, 2)?;
        let wanted =
            [Precision::Year, Precision::Month, Precision::Day][request.files.precision.clamp(1, 3) as usize - 1];
        if written.precision() < wanted {
            let unit = ["year", "month", "day"][request.files.precision.clamp(1, 3) as usize - 1];
            let what = format!("the date {} should be precise to the {unit}", row.values[2]);
            return Err(FileError::line(path, row.line, what));
        }
        let day = written.case_day().filter(|&day| period.number(day).is_some());
        if day.is_none() {
            if !request.files.relaxed_period {
                let (first, last) = (period.first(), period.last());
                let what = format!("{} is outside the study period {first} to {last}", row.values[2]);
                return Err(FileError::line(path, row.line, what));
            }
            *self.outside.entry(path.display().to_string()).or_default() += 1;
        }
        Ok(day)
    }

    /// The rows of a file of cases or controls, each with the identifier of its location.
    fn counts(
        &mut self,
        path: &Path,
        source: &Source,
        population: Option<&Population>,
        what: &str,
    ) -> Result<Vec<(Count, String)>, FileError> {
        let mut counts = Vec::new();
        for row in rows::read(path, source)? {
            let Some(place) = self.place(path, &row)? else { continue };
            let Some(text) = row.values.get(1) else {
                return Err(FileError::line(path, row.line, format!("the {what} count is missing")));
            };
            let Ok(count) = text.parse::<u32>() else {
                let wrong = format!("\"{text}\" should be a {what} count, a whole number of 0 or more");
                return Err(FileError::line(path, row.line, wrong));
            };
            if count == 0 {
                continue;
            }
            let Some(day) = self.day(path, &row)? else { continue };
            let kind = if what == "control" { 0 } else { self.kind(path, &row, day, population)? };
            let location = if self.everywhere { "All".to_owned() } else { row.values[0].clone() };
            counts.push((Count { place, day, count, kind }, location));
        }
        if counts.is_empty() {
            return Err(FileError::file(path, format!("no {what} is left to scan")));
        }
        Ok(counts)
    }

    /// Of which kind a case is.
    fn kind(&mut self, path: &Path, row: &Row, day: Day, people: Option<&Population>) -> Result<u32, FileError> {
        let covariates = row.values.get(if self.request.files.dated { 3 } else { 2 }..).unwrap_or_default();
        let wrong = |what: String| Err(FileError::line(path, row.line, what));
        match (self.request.analysis.model, people) {
            (ModelKind::Bernoulli, _) => Ok(0),
            (ModelKind::Poisson, None) if covariates.is_empty() => Ok(0),
            (ModelKind::Poisson, None) => wrong("covariates need a population file".into()),
            (ModelKind::Poisson, Some(population)) => {
                let wanted = population.categories.first().map_or(0, Vec::len);
                if covariates.len() != wanted {
                    let found = covariates.len();
                    return wrong(format!("{found} covariates are given, but the population file has {wanted}"));
                }
                match population.categories.iter().position(|category| category == covariates) {
                    Some(kind) => Ok(kind as u32),
                    None => wrong(format!("the population file has nobody of category {}", covariates.join(" "))),
                }
            }
            (ModelKind::SpaceTimePermutation, _) => {
                let mut stratum = covariates.to_vec();
                if let Some(first) = self.strata.first() {
                    let wanted = first.len() - usize::from(self.request.files.strata_by_weekday);
                    if stratum.len() != wanted {
                        return wrong(format!("{} covariates are given, but rows before have {wanted}", stratum.len()));
                    }
                }
                if self.request.files.strata_by_weekday {
                    stratum.push(day.weekday().to_string());
                }
                let known = self.strata.iter().position(|other| *other == stratum);
                Ok(known.unwrap_or_else(|| {
                    self.strata.push(stratum);
                    self.strata.len() - 1
                }) as u32)
            }
        }
    }

    fn population(&mut self, path: &Path) -> Result<Population, FileError> {
        let mut population = Population::default();
        let mut numbers: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        let mut width = None;
        for row in rows::read(path, &self.request.files.sources.population)? {
            let covariates = row.values.get(3..).unwrap_or_default().to_vec();
            let people = number(path, &row, 2, "population")?;
            if people < 0.0 {
                return Err(FileError::line(path, row.line, format!("the population {people} is negative")));
            }
            let wanted = *width.get_or_insert(covariates.len());
            if covariates.len() != wanted {
                let found = covariates.len();
                let what = format!("{found} covariates are given, but rows before have {wanted}");
                return Err(FileError::line(path, row.line, what));
            }
            let written = self.written(path, &row, 1)?;
            let Some(date) = written.population_date() else {
                return Err(FileError::line(path, row.line, format!("{} is not a date", row.values[1])));
            };
            let Some(place) = self.place(path, &row)? else { continue };
            let next = population.categories.len() as u32;
            let category = *numbers.entry(covariates.clone()).or_insert(next);
            if category == next {
                population.categories.push(covariates);
            }
            population.entries.push(PopulationEntry { place, date, category, people });
        }
        if population.entries.iter().all(|entry| entry.people == 0.0) {
            return Err(FileError::file(path, "the population is zero everywhere"));
        }
        Ok(population)
    }

    fn warnings(self) -> Vec<Warning> {
        let warn = |what: &str, by_file: BTreeMap<String, u64>| -> Vec<Warning> {
            by_file
                .into_iter()
                .map(|(file, count)| Warning { what: format!("{what} in {file}, left out"), count })
                .collect()
        };
        let mut warnings = warn("rows of unknown locations", self.unknown);
        warnings.extend(warn("rows outside the study period", self.outside));
        warnings
    }
}
