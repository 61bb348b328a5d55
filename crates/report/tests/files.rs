//! Parquet and GeoJSON, read back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod fixture;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Float64Type;
use arrow::record_batch::RecordBatch;
use colligate_report::{LinksWriter, ReportError, links_parquet, series_geojson};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

#[test]
fn links_come_back_with_a_column_for_each_evidence_and_nulls_where_nothing_is_on_record() {
    let result = fixture::result();
    let links: Vec<_> = result.series.iter().flat_map(|series| &series.links).collect();
    let mut bytes = Vec::new();
    links_parquet(links.iter().copied(), &mut bytes).unwrap();
    let batch = read(bytes);
    assert_eq!(batch.num_rows(), links.len());
    let names: Vec<&str> = batch.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(
        names,
        ["death_a", "death_b", "weight", "place", "time", "substances", "circumstances", "age", "sex", "contacts"]
    );
    let substances = batch.column_by_name("substances").unwrap().as_primitive::<Float64Type>();
    assert_eq!(batch.column_by_name("death_b").unwrap().as_string::<i32>().value(3), "X-2467");
    assert!(substances.is_null(3));
    assert_eq!(substances.value(0), 1.9);
}

#[test]
fn no_links_give_a_file_with_no_rows() {
    let mut bytes = Vec::new();
    links_parquet([], &mut bytes).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap().build().unwrap();
    assert_eq!(reader.map(|batch| batch.unwrap().num_rows()).sum::<usize>(), 0);
}

#[test]
fn links_written_in_batches_make_one_file_and_an_evidence_may_be_called_weight() {
    let mut bytes = Vec::new();
    let mut writer = LinksWriter::new(&mut bytes, &["weight", "place"]).unwrap();
    writer.write(&[fixture::link("a", "b", &[("weight", 1.0, "")])]).unwrap();
    writer.write(&[fixture::link("c", "d", &[("place", 2.0, ""), ("place", 0.5, "")])]).unwrap();
    writer.finish().unwrap();
    let batch = read(bytes);
    assert_eq!(batch.num_rows(), 2);
    assert_eq!(batch.column_by_name("weight_evidence").unwrap().as_primitive::<Float64Type>().value(0), 1.0);
    assert_eq!(batch.column_by_name("place").unwrap().as_primitive::<Float64Type>().value(1), 2.5);
}

#[test]
fn an_evidence_without_a_column_is_refused_by_name() {
    let mut writer = LinksWriter::new(Vec::new(), &["place"]).unwrap();
    let error = writer.write(&[fixture::link("a", "b", &[("time", 1.0, "")])]).unwrap_err();
    assert!(matches!(error, ReportError::UnknownEvidence { .. }));
    assert!(error.to_string().contains("\"time\""));
}

#[test]
fn geojson_has_a_feature_for_each_series_and_each_member_longitude_first() {
    let geojson: Value = serde_json::from_str(&series_geojson(&fixture::result())).unwrap();
    let features = geojson["features"].as_array().unwrap();
    assert_eq!(features.len(), 3 + 9);
    assert_eq!(features[0]["geometry"]["type"], "MultiPoint");
    assert_eq!(features[0]["geometry"]["coordinates"][0], serde_json::json!([-87.9262, 43.0301]));
    assert_eq!(features[0]["bbox"], serde_json::json!([-87.9266, 43.0288, -87.9231, 43.0312]));
    assert_eq!(features[0]["properties"]["visible"], "2022-09-03");
    assert_eq!(features[1]["properties"]["death"], "X-2014");
    let unplaced = features.iter().find(|feature| feature["properties"]["death"] == "X-4410").unwrap();
    assert_eq!(unplaced["geometry"], Value::Null);
}

fn read(bytes: Vec<u8>) -> RecordBatch {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap().build().unwrap();
    let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    arrow::compute::concat_batches(batches[0].schema_ref(), &batches).unwrap()
}
