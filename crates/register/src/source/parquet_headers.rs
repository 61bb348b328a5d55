//! What a Parquet file says of itself, its footer and the header of each page, checked before it is decoded.

use super::thrift::Shape::{Byte, Children, Columns, Double, Flag, List, Number, Struct, Text};
use super::thrift::{Known, walk};
use bytes::Bytes;
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, Length};

/// The end of a file: the length of the footer in four bytes and the four letters `PAR1`.
const TAIL: u64 = 8;

/// A file whose descriptions are walked through before the decoder is given them.
pub(super) struct CheckedSource<R>(pub R);

impl<R: ChunkReader> Length for CheckedSource<R> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> ChunkReader for CheckedSource<R> {
    type T = R::T;

    /// The decoder reads the tail of a file so, and headers of pages; all else as bytes.
    fn get_read(&self, start: u64) -> Result<R::T> {
        let end = self.len().saturating_sub(TAIL);
        if start < end {
            walk(self.0.get_read(start)?, end - start, PAGE)?;
        }
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let bytes = self.0.get_bytes(start, length)?;
        if length > 0 && self.len().checked_sub(start + length as u64) == Some(TAIL) {
            walk(bytes.as_ref(), length as u64, FILE)?;
        }
        Ok(bytes)
    }
}

// The structures of `parquet.thrift` (Apache Parquet format 2.11), those parts of them that the decoder knows.

const FILE: Known = &[
    (1, Number),
    (2, Columns(COLUMN)),
    (3, Number),
    (4, List(&Struct(ROW_GROUP))),
    (5, List(&Struct(KEY_VALUE))),
    (6, Text),
    (7, List(&Struct(&[(1, Struct(&[]))]))),
];

const COLUMN: Known = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Text),
    (5, Children),
    (6, Number),
    (7, Number),
    (8, Number),
    (9, Number),
    (10, Struct(LOGICAL_TYPE)),
];

const LOGICAL_TYPE: Known = &[
    (1, Struct(&[])),
    (2, Struct(&[])),
    (3, Struct(&[])),
    (4, Struct(&[])),
    (5, Struct(&[(1, Number), (2, Number)])),
    (6, Struct(&[])),
    (7, Struct(TIME)),
    (8, Struct(TIME)),
    (10, Struct(&[(1, Byte), (2, Flag)])),
    (11, Struct(&[])),
    (12, Struct(&[])),
    (13, Struct(&[])),
    (14, Struct(&[])),
    (15, Struct(&[])),
    (16, Struct(&[(1, Byte)])),
    (17, Struct(&[(1, Text)])),
    (18, Struct(&[(1, Text), (2, Number)])),
];

const TIME: Known = &[(1, Flag), (2, Struct(&[(1, Struct(&[])), (2, Struct(&[])), (3, Struct(&[]))]))];

const ROW_GROUP: Known = &[
    (1, List(&Struct(CHUNK))),
    (2, Number),
    (3, Number),
    (4, List(&Struct(&[(1, Number), (2, Flag), (3, Flag)]))),
    (5, Number),
    (7, Number),
];

const CHUNK: Known =
    &[(1, Text), (2, Number), (3, Struct(CHUNK_DATA)), (4, Number), (5, Number), (6, Number), (7, Number)];

const CHUNK_DATA: Known = &[
    (1, Number),
    (2, List(&Number)),
    (4, Number),
    (5, Number),
    (6, Number),
    (7, Number),
    (9, Number),
    (10, Number),
    (11, Number),
    (12, Struct(STATISTICS)),
    (13, List(&Struct(&[(1, Number), (2, Number), (3, Number)]))),
    (14, Number),
    (15, Number),
    (16, Struct(&[(1, Number), (2, List(&Number)), (3, List(&Number))])),
    (17, Struct(&[(1, Struct(BOX)), (2, List(&Number))])),
];

const STATISTICS: Known = &[(1, Text), (2, Text), (3, Number), (4, Number), (5, Text), (6, Text), (7, Flag), (8, Flag)];

const BOX: Known =
    &[(1, Double), (2, Double), (3, Double), (4, Double), (5, Double), (6, Double), (7, Double), (8, Double)];

const KEY_VALUE: Known = &[(1, Text), (2, Text)];

const PAGE: Known = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Number),
    (5, Struct(&[(1, Number), (2, Number), (3, Number), (4, Number)])),
    (6, Struct(&[])),
    (7, Struct(&[(1, Number), (2, Number), (3, Flag)])),
    (8, Struct(&[(1, Number), (2, Number), (3, Number), (4, Number), (5, Number), (6, Number), (7, Flag)])),
];
