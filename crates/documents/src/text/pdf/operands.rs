//! How long the operations of a content stream are, seen before they are decoded: the decoder keeps all operands of one.
//! ISO 32000-1, 7.2 and 7.8.2.

/// Bytes of the longest operation with its operands. Inline images do not count, for their bytes are kept as they are.
pub(super) fn longest_operation(content: &[u8]) -> usize {
    let (mut at, mut begun, mut longest) = (0, 0, 0);
    while let Some(&byte) = content.get(at) {
        at = match byte {
            b'%' => past(content, at, |byte| byte == b'\n' || byte == b'\r'),
            b'(' => string(content, at + 1),
            b'<' if content.get(at + 1) == Some(&b'<') => at + 2,
            b'<' => past(content, at, |byte| byte == b'>'),
            b'/' => word(content, at + 1),
            _ if starts_word(byte) => {
                let end = word(content, at);
                let name = &content[at..end];
                if !matches!(name, b"true" | b"false" | b"null" | b"R") {
                    longest = longest.max(end - begun);
                    begun = if name == b"ID" { image(content, end) } else { end };
                    begun
                } else {
                    end
                }
            }
            _ => at + 1,
        };
    }
    longest.max(content.len().saturating_sub(begun))
}

fn starts_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'*' | b'\'' | b'"')
}

/// The place behind a word, which goes on for at least one byte.
fn word(content: &[u8], from: usize) -> usize {
    let goes_on = |byte: &u8| !(byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte));
    let more = content.get(from..).unwrap_or_default().iter().skip(1).take_while(|byte| goes_on(byte)).count();
    (from + 1 + more).min(content.len())
}

/// The place behind the first byte of this kind, or the end.
fn past(content: &[u8], from: usize, end: impl Fn(u8) -> bool) -> usize {
    content[from..].iter().position(|&byte| end(byte)).map_or(content.len(), |at| from + at + 1)
}

/// The place behind a string whose opening bracket was read.
fn string(content: &[u8], from: usize) -> usize {
    let (mut at, mut open) = (from, 1);
    while let Some(&byte) = content.get(at).filter(|_| open > 0) {
        match byte {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    at.min(content.len())
}

/// The place behind the data of an inline image, which `EI` between white space ends.
fn image(content: &[u8], from: usize) -> usize {
    let ends = |at: usize| content.get(at).is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0);
    let found = content[from..].windows(3).enumerate().find(|(at, window)| {
        (window[0].is_ascii_whitespace() || window[0] == 0) && &window[1..] == b"EI" && ends(from + at + 3)
    });
    found.map_or(content.len(), |(at, _)| from + at + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_measured_with_their_operands_and_nothing_in_a_string_is_one() {
        assert_eq!(longest_operation(b"q 1 0 0 1 72 720 cm Q"), b" 1 0 0 1 72 720 cm".len());
        assert_eq!(longest_operation(b"(a Tj \\) (b) Tj) Tj"), b"(a Tj \\) (b) Tj) Tj".len());
        assert_eq!(longest_operation(b"% a comment that is Tj\nq"), b"% a comment that is Tj\nq".len());
        assert_eq!(longest_operation(b"[1 0 R 1 0 R true null] TJ q"), b"[1 0 R 1 0 R true null] TJ".len());
        assert_eq!(longest_operation(b"/Tj <6a> Tj"), b"/Tj <6a> Tj".len());
        assert_eq!(longest_operation(b"1 1 1 1"), 7);
        assert_eq!(longest_operation(b""), 0);
    }

    #[test]
    fn the_data_of_an_image_are_no_operands() {
        let image = [&b"BI /W 9 /H 9 ID "[..], &[b'('; 5000], b"\nEI q"].concat();
        assert!(longest_operation(&image) < 20);
    }
}
