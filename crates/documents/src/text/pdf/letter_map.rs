//! The table by which a font says which letters its codes are: ISO 32000-1, 9.10.3. Only the ranges of codes are read from it; lopdf's
//! own reader wants the whole of it word by word as Adobe's notes have it, which many programs do not keep to.

use std::collections::HashMap;

/// Most codes of one table. Codes have two bytes.
const CODES: usize = 0x1_0000;

#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// The letters of each code.
pub(super) fn letters(table: &[u8]) -> HashMap<u32, String> {
    let mut map = HashMap::new();
    let mut given: Vec<Token<'_>> = Vec::new();
    for token in tokens(table) {
        match token {
            Token::Word(b"beginbfchar" | b"beginbfrange" | b"begincodespacerange") => given.clear(),
            Token::Word(b"endbfchar") => characters(&given, &mut map),
            Token::Word(b"endbfrange") => ranges(&given, &mut map),
            Token::Word(_) => {}
            token => given.push(token),
        }
    }
    map
}

fn characters(given: &[Token<'_>], map: &mut HashMap<u32, String>) {
    for pair in given.chunks_exact(2) {
        if let [Token::Hex(code), Token::Hex(letters)] = pair
            && map.len() < CODES
        {
            map.insert(number(code), text(letters, 0));
        }
    }
}

fn ranges(given: &[Token<'_>], map: &mut HashMap<u32, String>) {
    let mut tokens = given.iter();
    while let (Some(Token::Hex(first)), Some(Token::Hex(last)), Some(letters)) =
        (tokens.next(), tokens.next(), tokens.next())
    {
        let codes = number(first)..=number(last).min(number(first).saturating_add(0xffff));
        match letters {
            Token::Hex(letters) => {
                for (step, code) in (0..=u16::MAX).zip(codes) {
                    if map.len() < CODES {
                        map.insert(code, text(letters, step));
                    }
                }
            }
            _ => {
                for (code, letters) in codes.zip(tokens.by_ref().take_while(|token| **token != Token::Close)) {
                    if let Token::Hex(letters) = letters
                        && map.len() < CODES
                    {
                        map.insert(code, text(letters, 0));
                    }
                }
            }
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// UTF-16 in big-endian bytes, the last unit raised by this many.
fn text(bytes: &[u8], step: u16) -> String {
    let mut units: Vec<u16> = match bytes {
        [byte] => vec![u16::from(*byte)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    };
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(step);
    }
    String::from_utf16_lossy(&units)
}

fn tokens(table: &[u8]) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    let until = |from: usize, ends: &dyn Fn(u8) -> bool| {
        table[from..].iter().position(|&byte| ends(byte)).map_or(table.len(), |end| from + end)
    };
    while let Some(&byte) = table.get(at) {
        match byte {
            b'%' => at = until(at, &|byte| byte == b'\n' || byte == b'\r'),
            b'<' if table.get(at + 1) != Some(&b'<') => {
                let end = until(at, &|byte| byte == b'>');
                let digits: Vec<u8> = table[at..end]
                    .iter()
                    .filter_map(|&byte| char::from(byte).to_digit(16))
                    .map(|digit| digit as u8)
                    .collect();
                out.push(Token::Hex(
                    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(),
                ));
                at = end + 1;
            }
            b'[' => {
                out.push(Token::Open);
                at += 1;
            }
            b']' => {
                out.push(Token::Close);
                at += 1;
            }
            _ if byte.is_ascii_alphabetic() => {
                let end = until(at, &|byte| !byte.is_ascii_alphanumeric());
                out.push(Token::Word(&table[at..end]));
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists_are_read() {
        let table =
            b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <00660069> endbfchar % note\n\
            2 beginbfrange <10><12> <0041> <20> <21> [<0061> <0062>] endbfrange";
        let map = letters(table);
        let of = |code: u32| map.get(&code).map(String::as_str);
        assert_eq!(
            [of(1), of(0x10), of(0x12), of(0x20), of(0x21), of(0x22)],
            [Some("fi"), Some("A"), Some("C"), Some("a"), Some("b"), None]
        );
    }
}
