//! Bytes on their way in: counted, hashed, decompressed within limits.

use crate::error::Problem;
use crate::limits::Limits;
use crate::wording;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::io::{Read, Result};
use std::rc::Rc;

/// Bytes between two calls of the progress function.
const PROGRESS_STEP: u64 = 1 << 20;

/// Counts and hashes every byte of the source.
pub(super) struct Meter<'a> {
    reader: Box<dyn Read>,
    sha: Sha256,
    count: u64,
    reported: u64,
    total: Option<u64>,
    progress: Option<&'a dyn Fn(u64, Option<u64>)>,
}

impl<'a> Meter<'a> {
    pub fn new(reader: Box<dyn Read>, total: Option<u64>, progress: Option<&'a dyn Fn(u64, Option<u64>)>) -> Meter<'a> {
        Meter { reader, sha: Sha256::new(), count: 0, reported: 0, total, progress }
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.reader.read(buffer)?;
        self.sha.update(&buffer[..read]);
        self.count += read as u64;
        if let Some(progress) = self.progress
            && (self.count - self.reported >= PROGRESS_STEP || (read == 0 && self.count > self.reported))
        {
            self.reported = self.count;
            progress(self.count, self.total);
        }
        Ok(read)
    }

    /// Reads what is left, so that the hash covers the whole source.
    pub fn drain(&mut self) -> Result<()> {
        let mut buffer = vec![0; 256 << 10];
        while self.read(&mut buffer)? > 0 {}
        Ok(())
    }

    /// The hash in hexadecimal.
    pub fn sha256(&self) -> String {
        hexadecimal(&self.sha.clone().finalize())
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A reader that draws through the meter.
pub(super) struct Tap<'a>(pub Rc<RefCell<Meter<'a>>>);

impl Read for Tap<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.0.borrow_mut().read(buffer)
    }
}

/// A reader whose first bytes can be looked at before they are read.
pub(super) struct Prefixed<R> {
    prefix: Vec<u8>,
    taken: usize,
    rest: R,
}

impl<R: Read> Prefixed<R> {
    pub fn new(mut reader: R, length: usize) -> Result<Prefixed<R>> {
        let mut prefix = Vec::with_capacity(length);
        reader.by_ref().take(length as u64).read_to_end(&mut prefix)?;
        Ok(Prefixed { prefix, taken: 0, rest: reader })
    }

    /// The first bytes.
    pub fn prefix(&self) -> &[u8] {
        &self.prefix[self.taken..]
    }

    /// Leaves out so many of the first bytes.
    pub fn skip(&mut self, bytes: usize) {
        self.taken = (self.taken + bytes).min(self.prefix.len());
    }

    pub fn boxed<'a>(self) -> Prefixed<Box<dyn Read + 'a>>
    where
        R: 'a,
    {
        Prefixed { prefix: self.prefix, taken: self.taken, rest: Box::new(self.rest) }
    }
}

impl<R: Read> Read for Prefixed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.taken < self.prefix.len() {
            let read = (&self.prefix[self.taken..]).read(buffer)?;
            self.taken += read;
            return Ok(read);
        }
        self.rest.read(buffer)
    }
}

/// Decompresses gzip (all its members), stopping where the output grows beyond the limits.
pub(super) fn unzipped<'a>(stream: impl Read + 'a, meter: Rc<RefCell<Meter<'a>>>, limits: &Limits) -> impl Read + 'a {
    Unzipped { inner: flate2::read::MultiGzDecoder::new(stream), meter, out: 0, limits: limits.clone() }
}

struct Unzipped<'a, R> {
    inner: R,
    meter: Rc<RefCell<Meter<'a>>>,
    out: u64,
    limits: Limits,
}

impl<R: Read> Read for Unzipped<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.inner.read(buffer)?;
        self.out += read as u64;
        let compressed = self.meter.borrow().count;
        if self.out > self.limits.ratio_from && self.out / self.limits.ratio > compressed {
            return Err(Problem::OverLimit {
                what: format!("{} from {} compressed", wording::bytes(self.out), wording::bytes(compressed)),
                limit: format!("{} to one", self.limits.ratio),
                remedy: "decompress it yourself if you trust it",
            }
            .into());
        }
        if self.out > self.limits.decompressed_bytes {
            return Err(too_large(self.limits.decompressed_bytes));
        }
        Ok(read)
    }
}

/// A reader that stops with an error after so many bytes.
pub(super) struct Capped<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R> Capped<R> {
    pub fn new(inner: R, limit: u64) -> Capped<R> {
        Capped { inner, left: limit, limit }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| too_large(self.limit))?;
        Ok(read)
    }
}

pub(super) fn too_large(limit: u64) -> std::io::Error {
    Problem::OverLimit {
        what: "the decompressed size".to_owned(),
        limit: wording::bytes(limit),
        remedy: "split the file or raise the limit",
    }
    .into()
}
