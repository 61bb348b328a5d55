//! Thrift's compact protocol, in which a Parquet file describes itself, walked through and not decoded.
//!
//! The decoder (parquet 59) believes what a description claims. A list of truth values takes no bytes as it steps over one, so a few
//! bytes can hold it up for any time; groups within groups of columns end at the end of its stack; a column of so many
//! children makes it ask for memory for all of them. So a description is walked first and refused where it claims more than its
//! bytes can hold. As the decoder goes by the numbers of the fields it knows and not by the types they are declared
//! with, these must agree, or it would read other things than were walked (Apache Thrift, *Thrift Compact protocol encoding*).

use parquet::errors::{ParquetError, Result};
use std::io::Read;

/// What the decoder takes a field of this number for.
pub(super) enum Shape {
    /// A truth value, which is part of the field's type.
    Flag,
    /// One byte.
    Byte,
    /// A whole number of any width.
    Number,
    /// How many children a column has.
    Children,
    /// Eight bytes.
    Double,
    /// Bytes after their length.
    Text,
    /// A list of these.
    List(&'static Shape),
    /// Columns, each before its children.
    Columns(Known),
    /// Fields of their own.
    Struct(Known),
}

/// The fields that the decoder knows, by number.
pub(super) type Known = &'static [(i16, Shape)];

/// Structures within structures, at most; Parquet's own need nine, columns within columns not many more.
const DEEPEST: usize = 64;

/// The types of the protocol, by the number that stands for them.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const NUMBERS: std::ops::RangeInclusive<u8> = 4..=6;
const DOUBLE: u8 = 7;
const TEXT: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;
const UUID: u8 = 13;

/// Walks through a structure with these fields, which ends within so many bytes.
pub(super) fn walk(bytes: impl Read, length: u64, known: Known) -> Result<()> {
    Walk { bytes, left: length, children: 0 }.fields(known, DEEPEST)
}

struct Walk<R> {
    bytes: R,
    /// Bytes that may still be read.
    left: u64,
    /// Children that the last column says it has.
    children: u64,
}

impl<R: Read> Walk<R> {
    fn fields(&mut self, known: Known, depth: usize) -> Result<()> {
        let depth = depth.checked_sub(1).ok_or_else(|| flaw("it is nested too deep"))?;
        let mut number = 0i16;
        loop {
            let head = self.byte()?;
            let kind = head & 0x0F;
            if kind == 0 {
                return Ok(());
            }
            number = match head >> 4 {
                // The decoder cuts a number off at 16 bits.
                0 => zigzag(self.varint()?) as i16,
                step => number.checked_add(i16::from(step)).ok_or_else(|| flaw("a field has an impossible number"))?,
            };
            let shape = known.iter().find(|(known, _)| *known == number).map(|(_, shape)| shape);
            match (kind, shape) {
                (TRUE | FALSE, None | Some(Shape::Flag)) => {}
                _ => self.value(kind, shape, depth)?,
            }
        }
    }

    /// A value that stands by itself: of a field or an element of a list.
    fn value(&mut self, kind: u8, shape: Option<&'static Shape>, depth: usize) -> Result<()> {
        match (kind, shape) {
            (BYTE, None | Some(Shape::Byte)) => self.skip(1),
            (kind, Some(Shape::Children)) if NUMBERS.contains(&kind) => {
                let children = zigzag(self.varint()?);
                self.children = u64::try_from(children).map_err(|_| flaw("a column has less than no children"))?;
                Ok(())
            }
            (kind, None | Some(Shape::Number)) if NUMBERS.contains(&kind) => self.varint().map(|_| ()),
            (DOUBLE, None | Some(Shape::Double)) => self.skip(8),
            (TEXT, None | Some(Shape::Text)) => {
                let length = self.varint()?;
                self.skip(length)
            }
            (LIST, Some(Shape::Columns(known))) => self.columns(known, depth),
            (LIST, Some(Shape::List(shape))) => self.list(Some(shape), depth),
            (LIST | SET, None) => self.list(None, depth),
            (MAP, None) => self.map(depth),
            (STRUCT, None) => self.fields(&[], depth),
            (STRUCT, Some(Shape::Struct(known))) => self.fields(known, depth),
            (UUID, None) => self.skip(16),
            _ => Err(flaw("a field is of another type than it should be")),
        }
    }

    fn list(&mut self, shape: Option<&'static Shape>, depth: usize) -> Result<()> {
        let depth = depth.checked_sub(1).ok_or_else(|| flaw("it is nested too deep"))?;
        let (kind, size) = self.list_head()?;
        for _ in 0..size {
            self.value(kind, shape, depth)?;
        }
        Ok(())
    }

    /// Type and number of the elements of a list.
    fn list_head(&mut self) -> Result<(u8, u64)> {
        let head = self.byte()?;
        let size = match head >> 4 {
            15 => self.varint()?,
            few => u64::from(few),
        };
        self.room(head & 0x0F, size)?;
        Ok((head & 0x0F, size))
    }

    fn map(&mut self, depth: usize) -> Result<()> {
        let depth = depth.checked_sub(1).ok_or_else(|| flaw("it is nested too deep"))?;
        let size = self.varint()?;
        if size == 0 {
            return Ok(());
        }
        let kinds = self.byte()?;
        let (key, value) = (kinds >> 4, kinds & 0x0F);
        self.room(key, size)?;
        self.room(value, size)?;
        for _ in 0..size {
            self.value(key, None, depth)?;
            self.value(value, None, depth)?;
        }
        Ok(())
    }

    /// An element takes a byte or more, and truth values, which would take none, stand in no list of a description.
    fn room(&self, kind: u8, size: u64) -> Result<()> {
        if size > self.left || (size > 0 && matches!(kind, TRUE | FALSE)) {
            return Err(flaw("a list claims more elements than it has room for"));
        }
        Ok(())
    }

    /// A list of columns, each before its children: one root, no more children than columns, and not nested too deep.
    fn columns(&mut self, known: Known, depth: usize) -> Result<()> {
        let (kind, size) = self.list_head()?;
        // How many children each column above the next one still waits for.
        let mut waiting: Vec<u64> = Vec::new();
        for at in 0..size {
            self.children = 0;
            if kind != STRUCT {
                return Err(flaw("a field is of another type than it should be"));
            }
            self.fields(known, depth)?;
            if self.children > size - at - 1 {
                return Err(flaw("a column claims more children than there are columns"));
            }
            if let Some(above) = waiting.last_mut() {
                *above -= 1;
            }
            waiting.push(self.children);
            if waiting.len() > DEEPEST {
                return Err(flaw("it is nested too deep"));
            }
            while waiting.last() == Some(&0) {
                waiting.pop();
            }
        }
        Ok(())
    }

    fn byte(&mut self) -> Result<u8> {
        let mut byte = [0];
        self.left = self.left.checked_sub(1).ok_or_else(ends)?;
        self.bytes.read_exact(&mut byte).map_err(|_| ends())?;
        let [byte] = byte;
        Ok(byte)
    }

    fn skip(&mut self, length: u64) -> Result<()> {
        self.left = self.left.checked_sub(length).ok_or_else(ends)?;
        let read = std::io::copy(&mut self.bytes.by_ref().take(length), &mut std::io::sink())?;
        if read == length { Ok(()) } else { Err(ends()) }
    }

    fn varint(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(flaw("a number has no end"))
    }
}

fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn ends() -> ParquetError {
    flaw("it ends too soon")
}

fn flaw(what: &str) -> ParquetError {
    ParquetError::General(format!("its description of itself cannot be right: {what}"))
}
