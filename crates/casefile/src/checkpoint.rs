//! Signed checkpoints: the number and hash of the last entry of the audit trail, signed by the office's key (Ed25519;
//! RFC 8032), to be published or printed. Who has one can prove later that the trail up to there is the same.

use crate::entry::hex;
use crate::error::CaseError;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The key that signs checkpoints, in a file of its own, never in the database.
pub struct Signer(SigningKey);

impl Signer {
    /// A signature over a text, in hexadecimal.
    pub(crate) fn sign(&self, text: &str) -> String {
        hex(&self.0.sign(text.as_bytes()).to_bytes())
    }

    /// The public key, in hexadecimal.
    pub(crate) fn key(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    /// Reads the key of a file, or makes one there that only its owner can read.
    ///
    /// # Errors
    /// [`CaseError::File`]; [`CaseError::Damaged`] where the file holds no key.
    pub fn open(path: &Path) -> Result<Signer, CaseError> {
        let file = |source| CaseError::File { path: path.display().to_string(), source };
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let bytes = from_hex(text.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
                let bytes = bytes.ok_or_else(|| CaseError::Damaged(format!("{} holds no key", path.display())))?;
                Ok(Signer(SigningKey::from_bytes(&bytes)))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let secret: [u8; 32] = rand::random();
                write_secret(path, &hex(&secret)).map_err(file)?;
                Ok(Signer(SigningKey::from_bytes(&secret)))
            }
            Err(error) => Err(file(error)),
        }
    }
}

fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// A signed statement of how far the audit trail reached and what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Number of the last entry.
    pub number: i64,
    /// When it was signed, UTC.
    pub at: String,
    /// Hash of that entry.
    pub hash: String,
    /// Signature over number, moment and hash, in hexadecimal.
    pub signature: String,
    /// The public key, in hexadecimal.
    pub key: String,
}

impl Checkpoint {
    pub(crate) fn message(number: i64, at: &str, hash: &str) -> String {
        format!("colligate checkpoint\n{number}\n{at}\n{hash}\n")
    }

    /// True where the signature is that of the key. Whether the key is the office's is for the reader to know.
    pub fn is_signed(&self) -> bool {
        let key = from_hex(&self.key).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let signature = from_hex(&self.signature).and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
        let (Some(key), Some(signature)) = (key, signature) else { return false };
        let Ok(key) = VerifyingKey::from_bytes(&key) else { return false };
        let message = Checkpoint::message(self.number, &self.at, &self.hash);
        key.verify_strict(message.as_bytes(), &Signature::from_bytes(&signature)).is_ok()
    }
}
