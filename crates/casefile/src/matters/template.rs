//! What policy requires to be asked.

/// Checks that policy requires of every unexpected death, as leads (HMICFRS 2023 and the coroner's report of 2022 on what was not
/// done in Barking), and the days in which they are due.
pub const TEMPLATE: [(&str, i32); 9] = [
    ("Has the person who found the body been traced and their account checked?", 2),
    ("Has the caller been identified, and the call record kept?", 2),
    ("Where was the deceased in the last 48 hours, and who was last with them?", 3),
    ("Has the telephone been found? If not, where was it last?", 3),
    ("Have telephone and computers been examined?", 14),
    ("What is the history of the address and of the place?", 7),
    ("Have police intelligence systems been searched for deceased, finder, caller and last contact?", 3),
    ("If there is a note: has a handwriting examiner been asked, and have fingerprints and DNA been sought?", 7),
    ("Has full toxicology been asked for, with what is not in the usual panel?", 7),
];
