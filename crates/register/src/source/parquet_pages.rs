//! Pages of a Parquet file, checked before they are decoded.
//!
//! Two encodings of text begin with how many lengths follow, and a dictionary says how many values it has; the decoder (parquet 59)
//! asks for that much memory at once, whatever the page has room for; where the system refuses, the program ends. So they are
//! looked at here first.

use parquet::arrow::arrow_reader::RowGroups;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FilePageIterator, FileReader};
use std::sync::Arc;

/// The row groups of a file, all of them.
pub(super) struct CheckedFile(pub Arc<dyn FileReader>);

/// Values of a page, at most: the usual writers end one at a megabyte or 20,000 rows.
const MOST_VALUES: u64 = 1 << 24;
/// Bytes of text that a page may stand for, at most.
const MOST_TEXT: u64 = 1 << 28;
/// Numbers of a part of a block, at most: writers take 32.
const LARGEST_PART: usize = 1 << 16;

impl RowGroups for CheckedFile {
    fn num_rows(&self) -> usize {
        self.row_groups().map(|group| usize::try_from(group.num_rows()).unwrap_or(0)).sum()
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>> {
        let described = self.0.metadata().file_metadata().schema_descr().column(column);
        let levels = Levels { repeated: described.max_rep_level() > 0, defined: described.max_def_level() > 0 };
        Ok(Box::new(Chunks { chunks: FilePageIterator::new(column, self.0.clone())?, levels }))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(self.0.metadata().row_groups().iter())
    }

    fn metadata(&self) -> &ParquetMetaData {
        self.0.metadata()
    }
}

/// Which levels stand before the values of a page.
#[derive(Clone, Copy)]
struct Levels {
    repeated: bool,
    defined: bool,
}

struct Chunks {
    chunks: FilePageIterator,
    levels: Levels,
}

impl Iterator for Chunks {
    type Item = Result<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        let levels = self.levels;
        Some(self.chunks.next()?.map(|pages| Box::new(Pages { pages, levels }) as Box<dyn PageReader>))
    }
}

impl PageIterator for Chunks {}

struct Pages {
    pages: Box<dyn PageReader>,
    levels: Levels,
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.as_ref().map_or(Ok(()), |page| check(page, self.levels))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.pages.at_record_boundary()
    }
}

fn check(page: &Page, levels: Levels) -> Result<()> {
    let room = u64::from(page.num_values()).min(MOST_VALUES);
    let fits = match page.encoding() {
        // A value of a dictionary takes a byte or more.
        _ if !page.is_data_page() => page.num_values() as usize <= page.buffer().len(),
        Encoding::DELTA_LENGTH_BYTE_ARRAY => values(page, levels).and_then(|bytes| unpack(bytes, room)).is_some(),
        Encoding::DELTA_BYTE_ARRAY => values(page, levels).and_then(|bytes| unfolded(bytes, room)).is_some(),
        _ => true,
    };
    let claims = || ParquetError::General("a page claims more values or longer ones than it has room for".to_owned());
    if fits { Ok(()) } else { Err(claims()) }
}

/// Bytes that the texts of a page come to, where each repeats the beginning of the one before it; none where these are too many.
/// A few bytes can stand for any amount of text.
fn unfolded(bytes: &[u8], room: u64) -> Option<u64> {
    let (repeated, own) = unpack(bytes, room)?;
    let (rest, _) = unpack(own, room)?;
    let mut lengths = repeated.into_iter().chain(rest).map(|length| u64::try_from(length).ok());
    lengths.try_fold(0u64, |sum, length| sum.checked_add(length?)).filter(|&sum| sum <= MOST_TEXT)
}

/// The bytes of a page after its levels.
fn values(page: &Page, levels: Levels) -> Option<&[u8]> {
    match page {
        Page::DataPage { buf, rep_level_encoding, def_level_encoding, .. } => {
            let rest = after(buf, levels.repeated, *rep_level_encoding)?;
            after(rest, levels.defined, *def_level_encoding)
        }
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            buf.get((*def_levels_byte_len as usize).checked_add(*rep_levels_byte_len as usize)?..)
        }
        Page::DictionaryPage { .. } => None,
    }
}

/// What follows levels in the encoding RLE, which begin with their length in four bytes.
fn after(bytes: &[u8], there: bool, encoding: Encoding) -> Option<&[u8]> {
    if !there {
        return Some(bytes);
    }
    let (length, rest) = bytes.split_first_chunk::<4>().filter(|_| encoding == Encoding::RLE)?;
    rest.get(u32::from_le_bytes(*length) as usize..)
}

/// Numbers in delta binary packing, no more than `most`, and what follows them (the Parquet format's *Encodings*, section "Delta
/// Encoding"): the sizes of a block and in how many parts it is, how many numbers, the first; then blocks, each with the least
/// difference, the width of each part and the differences above the least.
fn unpack(mut bytes: &[u8], most: u64) -> Option<(Vec<i64>, &[u8])> {
    let (block, parts, count) = (varint(&mut bytes)?, varint(&mut bytes)?, varint(&mut bytes)?);
    let part = usize::try_from(block.checked_div(parts)?).ok().filter(|part| part % 8 == 0 && *part <= LARGEST_PART)?;
    let (parts, count) = (usize::try_from(parts).ok()?, usize::try_from(count).ok()?);
    let mut last = zigzag(varint(&mut bytes)?);
    if count as u64 > most || part == 0 {
        return None;
    }
    let mut numbers = Vec::with_capacity(count);
    if count > 0 {
        numbers.push(last);
    }
    while numbers.len() < count {
        let least = zigzag(varint(&mut bytes)?);
        let (widths, rest) = bytes.split_at_checked(parts)?;
        bytes = rest;
        for &width in widths {
            if numbers.len() == count {
                break;
            }
            if width > 64 {
                return None;
            }
            let (packed, rest) = bytes.split_at_checked(part / 8 * usize::from(width))?;
            bytes = rest;
            for at in 0..part.min(count - numbers.len()) {
                last = last.wrapping_add(least).wrapping_add(bits(packed, at, width));
                numbers.push(last);
            }
        }
    }
    Some((numbers, bytes))
}

/// The number of this width that stands at this place, the lowest bits first.
fn bits(packed: &[u8], at: usize, width: u8) -> i64 {
    let first = at * usize::from(width);
    let bit = |k: usize| packed.get((first + k) / 8).map_or(0, |byte| u64::from(byte >> ((first + k) % 8) & 1));
    (0..usize::from(width)).map(|k| bit(k) << k).sum::<u64>() as i64
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}
