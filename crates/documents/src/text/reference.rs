//! Character references of HTML and XML.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// What a run that begins with `&` and holds no other stands for, in HTML, by its standard's rules. None where it is no reference.
pub(super) fn decoded(reference: &str) -> Option<String> {
    if !reference.starts_with('&') || reference.len() > 64 || reference.contains('<') {
        return None;
    }
    let mut out = Vec::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        if let CallbackEvent::String { value } = event {
            out.extend_from_slice(value);
        }
        None::<std::convert::Infallible>
    });
    let Ok(()) = Tokenizer::new_with_emitter(reference, emitter).finish();
    String::from_utf8(out).ok().filter(|text| text != reference)
}

/// Length in bytes of the reference that a text beginning with `&` may begin with: `&`, `#`, letters and digits, and a semicolon.
pub(super) fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 1;
    if bytes.get(end) == Some(&b'#') {
        end += 1;
    }
    // The longest name of HTML has 31 letters; numbers may have leading zeros.
    while end < 48 && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    if bytes.get(end) == Some(&b';') { end + 1 } else { end }
}
