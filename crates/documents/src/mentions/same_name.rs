//! Whether two names are one person's.

/// Whether two full names are one person's: the same family name, and given names that agree or shorten each other.
pub(crate) fn same_name(a: &[String], b: &[String]) -> bool {
    let (Some(first), Some(last), Some(other_first), Some(other_last)) = (a.first(), a.last(), b.first(), b.last())
    else {
        return false;
    };
    if last != other_last || a.len() < 2 || b.len() < 2 {
        return false;
    }
    let shortens = |short: &str, long: &str| {
        short.len() >= 3 && long.starts_with(short) || short.len() == 1 && long.starts_with(short)
    };
    let middle = |name: &[String], given: &String| {
        given.len() > 2 && name.get(1..name.len() - 1).is_some_and(|middle| middle.contains(given))
    };
    first == other_first
        || shortens(first, other_first)
        || shortens(other_first, first)
        || middle(a, other_first)
        || middle(b, first)
        || nickname(first, other_first)
        || nickname(other_first, first)
        || first.len() > 4 && strsim::levenshtein(first, other_first) == 1
}

/// Whether one given name is the usual short form of another that does not begin with it. From general knowledge.
fn nickname(short: &str, long: &str) -> bool {
    const PAIRS: [(&str, &str); 44] = [
        ("andy", "andrew"),
        ("becky", "rebecca"),
        ("betty", "elizabeth"),
        ("bill", "william"),
        ("billy", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("candy", "candace"),
        ("cathy", "catherine"),
        ("chuck", "charles"),
        ("cindy", "cynthia"),
        ("danny", "daniel"),
        ("debbie", "deborah"),
        ("dick", "richard"),
        ("eddie", "edward"),
        ("freddie", "frederick"),
        ("freddy", "frederick"),
        ("jack", "john"),
        ("jenny", "jennifer"),
        ("jerry", "gerald"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("joey", "joseph"),
        ("johnny", "john"),
        ("kate", "katherine"),
        ("kathy", "katherine"),
        ("katie", "katherine"),
        ("ken", "kenneth"),
        ("kenny", "kenneth"),
        ("larry", "lawrence"),
        ("liz", "elizabeth"),
        ("maggie", "margaret"),
        ("mike", "michael"),
        ("peggy", "margaret"),
        ("rick", "richard"),
        ("ricky", "richard"),
        ("steve", "steven"),
        ("steve", "stephen"),
        ("sue", "susan"),
        ("ted", "edward"),
        ("tommy", "thomas"),
        ("tony", "anthony"),
        ("vicky", "victoria"),
        ("will", "william"),
    ];
    PAIRS.iter().any(|(one, other)| *one == short && *other == long)
}
