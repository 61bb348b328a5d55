//! What a model of names may ask of a word.

/// The features of each word of a sentence, those that a model must have been trained with; each counts once.
///
/// | feature | of the word |
/// |---|---|
/// | `w=` | in lower case |
/// | `W=` | as written |
/// | `p2=`, `p3=` | its first two and three characters, in lower case |
/// | `s2=`, `s3=` | its last two and three |
/// | `h=` | its shape: `X` for capitals, `x` for other letters, `9` for digits, other characters as they are, each run once |
/// | `-1w=`, `-1h=`, `+1w=`, `+1h=` | lower case and shape of the word before and behind, `<s>` beyond the ends |
///
/// ```
/// use colligate_documents::names::features;
/// let of = features(&["Mr", "McKay", "left"]);
/// assert_eq!(
///     of[1],
///     ["w=mckay", "W=McKay", "p2=mc", "p3=mck", "s2=ay", "s3=kay", "h=XxXx", "-1w=mr", "-1h=Xx", "+1w=left", "+1h=x"]
/// );
/// ```
pub fn features(words: &[&str]) -> Vec<Vec<String>> {
    let plain: Vec<(String, String)> = words.iter().map(|word| (word.to_lowercase(), shape(word))).collect();
    let edge = ("<s>".to_owned(), "<s>".to_owned());
    let all = plain.iter().zip(words).enumerate().map(|(at, ((lower, shape), word))| {
        let before = at.checked_sub(1).and_then(|at| plain.get(at)).unwrap_or(&edge);
        let behind = plain.get(at + 1).unwrap_or(&edge);
        let letters: Vec<char> = lower.chars().collect();
        let first = |count: usize| letters.iter().take(count).collect::<String>();
        let last = |count: usize| letters.iter().skip(letters.len().saturating_sub(count)).collect::<String>();
        vec![
            format!("w={lower}"),
            format!("W={word}"),
            format!("p2={}", first(2)),
            format!("p3={}", first(3)),
            format!("s2={}", last(2)),
            format!("s3={}", last(3)),
            format!("h={shape}"),
            format!("-1w={}", before.0),
            format!("-1h={}", before.1),
            format!("+1w={}", behind.0),
            format!("+1h={}", behind.1),
        ]
    });
    all.collect()
}

fn shape(word: &str) -> String {
    let mut shape = String::new();
    for letter in word.chars() {
        let sign = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_numeric() => '9',
            other => other,
        };
        if !shape.ends_with(sign) {
            shape.push(sign);
        }
    }
    shape
}
