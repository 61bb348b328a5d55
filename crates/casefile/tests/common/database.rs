//! Where a test keeps its case file.

use sqlx::Executor;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// An SQLite file in the folder, or a database of its own on the PostgreSQL server that `COLLIGATE_TEST_POSTGRES` names.
pub async fn new_database(folder: &Path) -> String {
    let Ok(server) = std::env::var("COLLIGATE_TEST_POSTGRES") else {
        return folder.join("case.db").to_str().unwrap().to_owned();
    };
    sqlx::any::install_default_drivers();
    let name = format!("colligate_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let pool = sqlx::AnyPool::connect(&format!("{server}/postgres")).await.unwrap();
    pool.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    pool.close().await;
    format!("{server}/{name}")
}
