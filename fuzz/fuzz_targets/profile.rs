//! Any text as a profile is read or refused; what is read survives being written.

#![no_main]

use colligate_register::Profile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(profile) = Profile::from_toml(text)
        && let Ok(written) = profile.to_toml()
    {
        assert_eq!(Profile::from_toml(&written).as_ref(), Ok(&profile));
    }
});
