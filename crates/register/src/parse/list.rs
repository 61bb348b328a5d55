//! Several values in one cell, separated by `;`. A separator inside a value is written with a backslash before it.

/// Splits at unescaped separators; items come trimmed, empty ones are left out.
pub(crate) fn split(text: &str, separator: char) -> Vec<String> {
    if !text.contains([separator, '\\']) {
        let item = text.trim();
        return if item.is_empty() { Vec::new() } else { vec![item.to_owned()] };
    }
    let mut items = Vec::new();
    let mut item = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' && characters.peek().is_some_and(|&next| next == separator || next == '\\') {
            item.extend(characters.next());
        } else if character == separator {
            items.push(std::mem::take(&mut item));
        } else {
            item.push(character);
        }
    }
    items.push(item);
    items.iter().map(|item| item.trim()).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Joins values so that [`split`] gives the same again.
pub(crate) fn join<'a>(items: impl IntoIterator<Item = &'a str>, separator: char) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push(separator);
        }
        escape_into(&mut text, item, &[separator]);
    }
    text
}

/// Appends `item` with a backslash before each backslash and each of `special`.
pub(crate) fn escape_into(text: &mut String, item: &str, special: &[char]) {
    for character in item.chars() {
        if character == '\\' || special.contains(&character) {
            text.push('\\');
        }
        text.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_inside_a_value_survives() {
        let items = ["a;b", r"c\d", "e"];
        assert_eq!(split(&join(items, ';'), ';'), items);
        assert_eq!(split(" ghb ;; fentanyl;", ';'), ["ghb", "fentanyl"]);
        assert_eq!(split(r"12\14 High Street", ';'), [r"12\14 High Street"]);
    }
}
