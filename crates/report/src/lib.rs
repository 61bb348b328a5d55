//! HTML, GeoJSON, CSV and Parquet out of linkage results.
