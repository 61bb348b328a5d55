//! Passwords: how they are kept, and how one is held against what is kept.

use crate::error::CaseError;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// Fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2: 15 where it is the only factor).
pub const SHORTEST: usize = 15;
/// Verifications at a time: each takes 19 MiB and one processor.
const AT_ONCE: usize = 4;

/// The hash of a password, by Argon2id with the parameters of the crate (19 MiB, two passes: OWASP's first choice).
pub(crate) fn hashed(password: &str) -> Result<String, CaseError> {
    if password.chars().count() < SHORTEST {
        return Err(CaseError::Invalid(format!("a password needs {SHORTEST} characters or more; three words will do")));
    }
    if password.len() > 1_000 {
        return Err(CaseError::Invalid("a password has at most 1,000 characters".to_owned()));
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| CaseError::Invalid(format!("the password cannot be kept: {error}")))?.to_string())
}

/// Holds passwords against hashes.
pub(crate) struct Verifier {
    turns: Semaphore,
    /// Hash of a password that nobody has: what a try is held against where there is no user.
    dummy: Arc<OnceLock<String>>,
    /// Verifications so far. Every try to sign in makes exactly one, or the time it takes would tell which names there are.
    done: AtomicU64,
}

impl Default for Verifier {
    fn default() -> Verifier {
        Verifier { turns: Semaphore::new(AT_ONCE), dummy: Arc::default(), done: AtomicU64::new(0) }
    }
}

impl Verifier {
    /// True where the password is the one that was hashed. Without a hash it takes as long, and is false.
    pub(crate) async fn fits(&self, password: &str, hash: Option<String>) -> bool {
        let turn = self.turns.acquire().await;
        self.done.fetch_add(1, Ordering::Relaxed);
        let (password, dummy) = (password.to_owned(), self.dummy.clone());
        let verified = tokio::task::spawn_blocking(move || {
            // Made for whichever try comes first, not for the first unknown name.
            let dummy = dummy.get_or_init(dummy_hash);
            verify(&password, hash.as_ref().unwrap_or(dummy)) && hash.is_some()
        });
        let fits = verified.await.unwrap_or(false);
        drop(turn);
        fits
    }

    #[cfg(test)]
    pub(crate) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

fn dummy_hash() -> String {
    hashed("a password that nobody has").unwrap_or_default()
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}
