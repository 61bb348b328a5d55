//! Backups of a case file while it is in use, and back. A backup is an SQLite file, whichever database it was taken from: it can be looked
//! through by itself, and put into either.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::clock::Clock;
use crate::copy::copy;
use crate::db::query;
use crate::db::{Engine, is_postgres};
use crate::error::CaseError;
use crate::faults::Verified;
use crate::store::Store;
use std::path::Path;

impl Store {
    /// Writes a copy of the case file as it is now, while others read and write, and looks through the copy's audit trail. The copy is
    /// made whatever is wrong with the trail: what is wrong is in the answer, for the caller to name, and in the trail of the case file.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] where there is a file of that name; [`CaseError::Forbidden`].
    pub async fn backup(&self, actor: &Actor, to: &Path) -> Result<Verified, CaseError> {
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
        crate::db::for_owner_alone(&unfinished)?;
        if let Err(error) = self.write_copy(&name).await {
            let _ = std::fs::remove_file(&unfinished);
            return Err(error);
        }
        // A trail with a fault is a reason to keep a copy, not to have none.
        let verified = verify_copy(&name, actor).await.unwrap_or_else(Verified::unreadable);
        std::fs::rename(&unfinished, to).map_err(file)?;
        if !verified.faults.is_empty() {
            let wish =
                Wish::new(Right::Administer, Deed::Administration, "faults of the audit trail, found by a backup");
            let mut detail = verified.in_short();
            detail["copy"] = path.into();
            self.allow(actor, wish.with(detail)).await?.commit().await?;
        }
        Ok(verified)
    }

    async fn write_copy(&self, path: &str) -> Result<(), CaseError> {
        match self.engine {
            Engine::Sqlite => {
                query("VACUUM INTO $1").bind(path).execute(&self.pool).await?;
                Ok(())
            }
            Engine::Postgres => {
                let to = Store::open(path, Clock::default(), None).await?;
                let copied = copy(self, &to).await;
                to.close().await;
                copied
            }
        }
    }

    /// Puts a backup in the place of a case file that is not there, or into a PostgreSQL database that holds none, after looking through
    /// its audit trail. A backup whose trail has faults is put back only with a reason, `despite`; both stand in the trail from then on.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] where there is a case file already, or the backup's audit trail has a fault and no reason is given.
    pub async fn restore(
        from: &Path,
        database: &str,
        actor: &Actor,
        despite: Option<&str>,
    ) -> Result<Verified, CaseError> {
        if !is_postgres(database) {
            return Store::restore_file(from, Path::new(database), actor, despite).await;
        }
        // Opening a backup may bring its schema up to date: not the backup's own.
        let folder =
            tempfile::tempdir().map_err(|source| CaseError::File { path: "temporary files".to_owned(), source })?;
        let file = folder.path().join("backup.db");
        let verified = Store::restore_file(from, &file, actor, despite).await?;
        let from = Store::open(file.to_str().unwrap_or_default(), Clock::default(), None).await?;
        let to = Store::open(database, Clock::default(), None).await?;
        let copied = copy(&from, &to).await;
        from.close().await;
        copied?;
        let again = to.verify_audit(actor).await.unwrap_or_else(Verified::unreadable);
        to.close().await;
        match again.faults.iter().find(|fault| !verified.faults.contains(fault)) {
            Some(fault) => Err(CaseError::Invalid(format!("the audit trail was not copied whole: {fault}"))),
            None => Ok(verified),
        }
    }

    async fn restore_file(from: &Path, to: &Path, actor: &Actor, despite: Option<&str>) -> Result<Verified, CaseError> {
        if despite.is_some_and(|why| why.trim().is_empty()) {
            return Err(CaseError::Invalid("say why a backup with faults is put back".to_owned()));
        }
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
        let verified = verify_copy(name, actor).await.unwrap_or_else(Verified::unreadable);
        if let Err(error) = accept(name, &verified, actor, despite).await {
            let _ = std::fs::remove_file(&unfinished);
            return Err(error);
        }
        std::fs::rename(&unfinished, to).map_err(file(to))?;
        Ok(verified)
    }
}

/// Refuses a backup whose trail has faults, or enters in its trail why it is put back all the same.
async fn accept(path: &str, verified: &Verified, actor: &Actor, despite: Option<&str>) -> Result<(), CaseError> {
    let Some(fault) = verified.faults.first() else { return Ok(()) };
    let Some(why) = despite else {
        let text = format!(
            "the backup's audit trail is not whole: {fault}. Nothing was put back; to do it all the same, say why: \
             --despite-faults REASON"
        );
        return Err(CaseError::Invalid(text));
    };
    let copy = Store::open(path, Clock::default(), None).await?;
    let wish =
        Wish::new(Right::Administer, Deed::Administration, "backup put back despite the faults of its audit trail");
    let entered = async { copy.allow(actor, wish.with(verified.in_short()).because(why)).await?.commit().await };
    let entered = entered.await;
    close_copy(&copy, path).await;
    entered
}

/// Looks through the audit trail of a copy.
async fn verify_copy(path: &str, actor: &Actor) -> Result<Verified, CaseError> {
    let copy = Store::open(path, Clock::default(), None).await?;
    let verified = copy.verify_audit(actor).await;
    close_copy(&copy, path).await;
    verified
}

async fn close_copy(copy: &Store, path: &str) {
    copy.close().await;
    for side in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{side}"));
    }
}
