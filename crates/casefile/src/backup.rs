//! Backups of an SQLite case file while it is in use. A team's PostgreSQL has its own tools.

use crate::access::{Actor, Deed, Right, Wish};
use crate::audit::Verified;
use crate::clock::Clock;
use crate::error::CaseError;
use crate::store::{Engine, Store};
use std::path::Path;

impl Store {
    /// Writes a copy of the case file as it is now, while others read and write, and looks through the copy's audit trail.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] for PostgreSQL or where there is a file of that name; [`CaseError::Forbidden`].
    pub async fn backup(&self, actor: &Actor, to: &Path) -> Result<Verified, CaseError> {
        if self.engine != Engine::Sqlite {
            return Err(CaseError::Invalid("back a PostgreSQL case file up with pg_dump".to_owned()));
        }
        if to.exists() {
            return Err(CaseError::Invalid(format!("{} is there already", to.display())));
        }
        let path = to.to_str().ok_or_else(|| CaseError::Invalid("the path is not Unicode".to_owned()))?;
        let wish = Wish::new(Right::Administer, Deed::Disclosure, "backup of the whole case file");
        self.allow(actor, wish.with(serde_json::json!({ "to": path }))).await?.commit().await?;
        let file = |source| CaseError::File { path: path.to_owned(), source };
        // Made under another name first: a backup that was cut short never looks like one.
        let unfinished = to.with_extension("unfinished");
        let _ = std::fs::remove_file(&unfinished);
        let name = unfinished.to_str().unwrap_or_default().to_owned();
        // An empty file is taken for one that is to be made.
        crate::store::for_owner_alone(&unfinished)?;
        if let Err(error) = sqlx::query("VACUUM INTO $1").bind(&name).execute(&self.pool).await {
            let _ = std::fs::remove_file(&unfinished);
            return Err(error.into());
        }
        let verified = verify_copy(&name, actor).await?;
        if let Some(fault) = verified.faults.first() {
            let _ = std::fs::remove_file(&unfinished);
            return Err(CaseError::Invalid(format!("nothing was copied, for the audit trail is not whole: {fault}")));
        }
        std::fs::rename(&unfinished, to).map_err(file)?;
        Ok(verified)
    }

    /// Puts a backup in the place of a case file that is not there, after looking through its audit trail.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] where there is a case file already or the backup's audit trail has a fault.
    pub async fn restore(from: &Path, to: &Path, actor: &Actor) -> Result<Verified, CaseError> {
        if to.exists() {
            return Err(CaseError::Invalid(format!("{} is there already: move it away first", to.display())));
        }
        // SQLite would play what is left of another case file over this one.
        for side in ["-wal", "-shm"] {
            let beside = format!("{}{side}", to.display());
            if Path::new(&beside).exists() {
                return Err(CaseError::Invalid(format!("{beside} is left of another case file: move it away first")));
            }
        }
        let file = |path: &Path| {
            let path = path.display().to_string();
            move |source| CaseError::File { path, source }
        };
        let unfinished = to.with_extension("unfinished");
        std::fs::copy(from, &unfinished).map_err(file(from))?;
        let name = unfinished.to_str().ok_or_else(|| CaseError::Invalid("the path is not Unicode".to_owned()))?;
        let verified = verify_copy(name, actor).await?;
        if let Some(fault) = verified.faults.first() {
            let _ = std::fs::remove_file(&unfinished);
            return Err(CaseError::Invalid(format!("the backup's audit trail is not whole: {fault}")));
        }
        std::fs::rename(&unfinished, to).map_err(file(to))?;
        Ok(verified)
    }
}

/// Looks through the audit trail of a copy.
async fn verify_copy(path: &str, actor: &Actor) -> Result<Verified, CaseError> {
    let copy = Store::open(path, Clock::default(), None).await?;
    let verified = copy.verify_audit(actor).await;
    copy.close().await;
    for side in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{side}"));
    }
    verified
}
