//! Rows that a stray quotation mark has swallowed: it opens a cell that ends at the next one, rows further on, or never.

use csv::ByteRecord;

/// Fewest columns for which a line can be told from prose that holds separators.
const LEAST: usize = 4;

/// True where some cell runs over lines that look like rows of their own: that have as many separators as a row of `width`
/// cells.
pub(super) fn any(record: &ByteRecord, delimiter: u8, width: usize) -> bool {
    let is_row = |line: &[u8]| line.iter().filter(|&&byte| byte == delimiter).count() + 1 >= width;
    width >= LEAST && record.iter().any(|cell| cell.split(|&byte| byte == b'\n').skip(1).any(is_row))
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
        let stray = record(&["1", "2021-03-01", "found by\n2,2021-03-02,a fall,y\n3,2021-03-03,", "x"]);
        assert!(any(&stray, b',', 4));
        assert_eq!(lines(&stray, b',')[1], "2,2021-03-02,a fall,y");
        let open = record(&["1", "2021-03-01", "found by\n2,2021-03-02,a fall,y\n"]);
        assert!(any(&open, b',', 4));
        assert_eq!(lines(&open, b',').len(), 2);
    }
}
