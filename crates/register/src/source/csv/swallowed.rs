//! Rows that a stray quotation mark has swallowed: it opens a cell that ends at the next one, rows further on, or never.

use csv::ByteRecord;

/// Fewest columns for which a line can be told from prose that holds separators.
const LEAST: usize = 4;

/// True where some cell runs over a line that looks like a row of its own: it has as many separators as a row of `width` cells, and
/// half or more of the cells before the one that runs on are written in the same way there.
pub(super) fn any(record: &ByteRecord, delimiter: u8, width: usize) -> bool {
    let is_row = |at: usize, line: &[u8]| {
        let cells: Vec<&[u8]> = line.split(|&byte| byte == delimiter).collect();
        let alike = (0..at).filter(|&k| shape(cells.get(k).copied().unwrap_or_default()) == shape(&record[k])).count();
        cells.len() >= width && 2 * alike >= at
    };
    let runs_on = |(at, cell): (usize, &[u8])| cell.split(|&byte| byte == b'\n').skip(1).any(|line| is_row(at, line));
    width >= LEAST && record.iter().enumerate().any(runs_on)
}

/// How a cell is written: runs of digits and of letters count as one of each, other signs as they are.
fn shape(cell: &[u8]) -> Vec<u8> {
    let class = |&byte: &u8| match byte {
        b'0'..=b'9' => b'0',
        byte if byte.is_ascii_alphabetic() || byte >= 0x80 => b'a',
        byte => byte,
    };
    let mut shape: Vec<u8> = cell.trim_ascii().iter().map(class).collect();
    shape.dedup();
    shape
}

/// The lines of a row's text.
pub(super) fn lines(record: &ByteRecord, delimiter: u8) -> Vec<String> {
    let text: Vec<u8> = record.iter().collect::<Vec<_>>().join(&delimiter);
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    text.split(|&byte| byte == b'\n').map(|line| String::from_utf8_lossy(line).trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_prose_is_no_row_and_a_swallowed_row_is() {
        let record = |cells: &[&str]| ByteRecord::from(cells.to_vec());
        let sound = record(&["1", "2021-03-01", "found, by a friend,\nat home, in bed", "x"]);
        assert!(!any(&sound, b',', 4));
        let list = record(&["17", "2021-03-01", "found were\nfentanyl, cocaine, heroin, ethanol, xylazine", "x"]);
        assert!(!any(&list, b',', 4));
        let stray = record(&["1", "2021-03-01", "found by\n2,2021-03-02,a fall,y\n3,2021-03-03,", "x"]);
        assert!(any(&stray, b',', 4));
        assert_eq!(lines(&stray, b',')[1], "2,2021-03-02,a fall,y");
        let open = record(&["1", "2021-03-01", "found by\n2,2021-03-02,a fall,y\n"]);
        assert!(any(&open, b',', 4));
        assert_eq!(lines(&open, b',').len(), 2);
    }
}
