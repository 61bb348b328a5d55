//! Space-time scan statistics and interaction tests.
