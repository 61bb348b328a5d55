//! Evidence from people and things that have to do with both deaths.

use crate::background::{Background, Class};
use crate::in_common::{InCommon, Tell};
use crate::model::Model;
use crate::signature::{Carry, Item, Sets};
use colligate_register::{Contact, Register};
use rustc_hash::FxHashMap;

/// Contacts: the same telephone, vehicle, handle or address to the letter, the same name but for spelling. Each weighs
/// one over the share of deaths that have it, so that a finder of two deaths weighs much and the officer who attends a
/// thousand weighs nothing.
pub struct Contacts {
    keys: Vec<Key>,
    counts: Vec<u32>,
    with_contacts: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    what: &'static str,
    value: Box<str>,
}

/// Jaro–Winkler similarity (Winkler 1990) from which two spellings count as one name.
const SAME_NAME: f64 = 0.94;
/// Spellings compared with each other at most within one block of names; larger blocks keep exact spellings.
const LARGEST_BLOCK: usize = 2_000;

impl Contacts {
    /// Counts the contacts of a register.
    pub fn count(register: &Register, classes: &[Class], model: &Model) -> InCommon<Contacts> {
        let carry = Carry { w: model.contacts.w, carry: model.contacts.carry };
        let spellings = spellings(register);
        let mut numbers: FxHashMap<Key, u32> = FxHashMap::default();
        let mut keys = Vec::new();
        let mut sets: Vec<Vec<u32>> = Vec::with_capacity(register.deaths.len());
        for death in &register.deaths {
            let mut set: Vec<u32> = Vec::new();
            for key in death.contacts.iter().flat_map(|contact| keys_of(contact, &spellings)) {
                let next = keys.len() as u32;
                let number = *numbers.entry(key.clone()).or_insert(next);
                if number == next {
                    keys.push(key);
                }
                set.push(number);
            }
            set.sort_unstable();
            set.dedup();
            sets.push(set);
        }
        let mut counts = vec![0u32; keys.len()];
        sets.iter().flatten().for_each(|&number| counts[number as usize] += 1);
        let with_contacts = sets.iter().filter(|set| !set.is_empty()).count() as u32;
        // How common a contact is does not depend on the kind of death, but at an institution its own people are common.
        let class = |i: usize| Class { institution: classes[i].institution, ..Class::any() };
        let with: Vec<usize> = (0..sets.len()).filter(|&i| !sets[i].is_empty()).collect();
        let values = with.iter().flat_map(|&i| sets[i].iter().map(move |&value| (class(i), value)));
        let background = Background::count(values).with_totals(with.iter().map(|&i| class(i)));
        let item = |i: usize, value: u32| Item::new(value, (1.0 / background.frequency(class(i), value)) as f32);
        let items = |(i, set): (usize, &Vec<u32>)| set.iter().map(|&value| item(i, value)).collect();
        let sets = Sets::new(sets.iter().enumerate().map(items));
        InCommon { carry, sets, told: Contacts { keys, counts, with_contacts } }
    }
}

/// What of a contact can recur, names by their commonest spelling.
fn keys_of(contact: &Contact, spellings: &FxHashMap<Box<str>, Box<str>>) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut add = |what, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            keys.push(Key { what, value: value.into() });
        }
    };
    let name = contact.name.as_deref().map(plain);
    add("name", name.as_deref().map(|name| spellings.get(name).map_or(name, |same| same)));
    add("telephone", contact.telephone.as_deref());
    add("handle", contact.handle.as_deref().map(str::to_lowercase).as_deref());
    add("address", contact.address.as_deref().map(plain).as_deref());
    add("vehicle", contact.vehicle.as_deref());
    keys
}

/// Lower case, words only, sorted: "SMITH, John" and "John Smith" are one.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// For each spelling that has a commoner near-twin, that twin. Only names with the same first letters of their words
/// are compared, and numbers in a name must be the same: "PC 1234" and "PC 1235" are two people.
fn spellings(register: &Register) -> FxHashMap<Box<str>, Box<str>> {
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    for contact in register.deaths.iter().flat_map(|death| death.contacts.iter()) {
        if let Some(name) = contact.name.as_deref().map(plain).filter(|name| !name.is_empty()) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut names: Vec<(String, u32)> = counts.into_iter().collect();
    names.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut blocks: FxHashMap<String, Vec<String>> = FxHashMap::default();
    let mut twins = FxHashMap::default();
    for (name, _) in names {
        let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        let block = blocks.entry(format!("{initials}/{digits}")).or_default();
        let twin = (block.len() <= LARGEST_BLOCK)
            .then(|| block.iter().find(|other| strsim::jaro_winkler(other, &name) >= SAME_NAME))
            .flatten();
        match twin {
            Some(twin) => drop(twins.insert(name.into(), twin.as_str().into())),
            None => block.push(name),
        }
    }
    twins
}

impl Tell for Contacts {
    const NAME: &'static str = "contacts";
    const NOT_ON_RECORD: &'static str = "contacts not on record for both";
    const NOTHING_IN_COMMON: &'static str = "no contact in common";

    fn tell(&self, _i: usize, _j: usize, shared: Vec<Item>) -> String {
        let mut shared: Vec<u32> = shared.iter().map(|item| item.value).collect();
        shared.sort_unstable_by_key(|&number| (self.counts[number as usize], number));
        let word = |&number: &u32| {
            let key = &self.keys[number as usize];
            let count = self.counts[number as usize];
            format!("{} {} ({count} of {} deaths with contacts)", key.what, key.value, self.with_contacts)
        };
        format!("contacts in both: {}", shared.iter().take(3).map(word).collect::<Vec<_>>().join(", "))
    }
}
