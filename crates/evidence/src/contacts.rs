//! Evidence from people and things that have to do with both deaths.

use crate::background::Background;
use crate::class::Classes;
use crate::in_common::{InCommon, Tell};
use crate::model::Model;
use crate::signature::{Carry, Item, Sets};
use colligate_register::{Contact, Register};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Contacts: the same telephone, vehicle, handle or address to the letter, the same name but for spelling. Each weighs
/// one over the share of deaths that have it, so that a finder of two deaths weighs much and the officer who attends a
/// thousand weighs nothing.
pub struct Contacts {
    keys: Vec<Key>,
    /// Deaths with each contact, to tell the rarest first.
    counts: Vec<u32>,
    /// Spellings of a name other than the commonest, by death and contact.
    spellings: FxHashMap<(u32, u32), Box<str>>,
    background: Background,
    classes: Classes,
}

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
    pub fn count(register: &Register, classes: &Classes, model: &Model) -> InCommon<Contacts> {
        let carry = Carry { w: model.contacts.w, carry: model.contacts.carry };
        let names = Names::of(register);
        let mut keys = Keys::new(&names);
        let mut sets: Vec<Vec<u32>> = Vec::with_capacity(register.deaths.len());
        let mut spellings = FxHashMap::default();
        for (i, death) in (0u32..).zip(&register.deaths) {
            let mut set: Vec<u32> = Vec::new();
            for contact in &death.contacts {
                keys.each_of(contact, |number| set.push(number));
                if let Some((number, spelling)) = keys.other_spelling(contact) {
                    spellings.insert((i, number), spelling.into());
                }
            }
            set.sort_unstable();
            set.dedup();
            sets.push(set);
        }
        let keys = keys.keys;
        let mut counts = vec![0u32; keys.len()];
        sets.iter().flatten().for_each(|&number| counts[number as usize] += 1);
        // How common a contact is does not depend on the kind of death, but at an institution its own people are common.
        let classes = classes.of_any_kind();
        let class = |i: usize| classes.of(i);
        let with: Vec<usize> = (0..sets.len()).filter(|&i| !sets[i].is_empty()).collect();
        let values = with.iter().flat_map(|&i| sets[i].iter().map(move |&value| (class(i), value)));
        let background = Background::count(values).with_totals(with.iter().map(|&i| class(i)));
        let item = |i: usize, value: u32| Item::new(value, (1.0 / background.frequency(class(i), value)) as f32);
        let items = |(i, set): (usize, &Vec<u32>)| set.iter().map(|&value| item(i, value)).collect();
        let sets = Sets::new(sets.iter().enumerate().map(items));
        InCommon { carry, sets, told: Contacts { keys, counts, spellings, background, classes } }
    }
}

/// What of contacts can recur, numbered in the order in which it is met: telephones, vehicles, handles and addresses to
/// the letter, names by their commonest spelling.
struct Keys<'a> {
    names: &'a Names<'a>,
    /// Number of each name that was met.
    number_of_name: Vec<Option<u32>>,
    numbers: FxHashMap<(&'static str, Cow<'a, str>), u32>,
    keys: Vec<Key>,
}

impl<'a> Keys<'a> {
    fn new(names: &'a Names<'a>) -> Keys<'a> {
        let number_of_name = vec![None; names.plain.len()];
        Keys { names, number_of_name, numbers: FxHashMap::default(), keys: Vec::new() }
    }

    /// Hands over the numbers of what of a contact can recur.
    fn each_of(&mut self, contact: &'a Contact, mut hand_over: impl FnMut(u32)) {
        if let Some(name) = contact.name.as_deref().and_then(|name| self.names.same_as(name)) {
            hand_over(self.of_name(name));
        }
        for (what, _, value) in compared(contact).filter(|(_, _, value)| !value.is_empty()) {
            hand_over(self.of(what, value));
        }
    }

    /// The number of a contact's name and how it is spelt there, where that is not its commonest spelling.
    fn other_spelling(&mut self, contact: &Contact) -> Option<(u32, &'a str)> {
        let names = self.names;
        let written = contact.name.as_deref()?;
        let (own, common) = (*names.written.get(written)?, names.same_as(written)?);
        (own != common).then(|| (self.of_name(common), &*names.plain[own as usize]))
    }

    fn of_name(&mut self, name: u32) -> u32 {
        if let Some(number) = self.number_of_name[name as usize] {
            return number;
        }
        let number = self.push("name", &self.names.plain[name as usize]);
        self.number_of_name[name as usize] = Some(number);
        number
    }

    fn of(&mut self, what: &'static str, value: Cow<'a, str>) -> u32 {
        let key = (what, value);
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = self.push(what, &key.1);
        self.numbers.insert(key, number);
        number
    }

    fn push(&mut self, what: &'static str, value: &str) -> u32 {
        self.keys.push(Key { what, value: value.into() });
        self.keys.len() as u32 - 1
    }
}

/// Last digits of a telephone number by which it is known, with or without the codes of a country and the zero before that of a
/// region: "+44 7700 900123" and "07700 900123" are one. Nine leave a subscriber's own digits whole in all but a few small plans
/// of numbers (ITU-T E.164: at most fifteen with the country's).
const SUBSCRIBER: usize = 9;

fn subscriber(telephone: &str) -> &str {
    telephone.char_indices().rev().nth(SUBSCRIBER - 1).map_or(telephone, |(at, _)| &telephone[at..])
}

/// Lower case, words only, sorted: "SMITH, John" and "John Smith" are one.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

fn key_of(part: &str, value: &str) -> String {
    format!("{part} {value}")
}

/// A part of a contact by which the same person or thing is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactKey<'a> {
    /// As it is written.
    pub written: &'a str,
    /// As it is compared: `telephone 700900123`, `name jane lee`.
    pub key: String,
}

/// The parts of a contact by which the same person or thing is known again: two contacts with a key in common share that part. Names
/// that differ in spelling have different keys; which of them count as one depends on all names of a register.
///
/// ```
/// use colligate_evidence::contact_keys;
/// use colligate_register::read_contacts;
/// let contacts = read_contacts("role=finder,name=Jane LEE,telephone=+447700900123|role=caller,telephone=07700900123")?;
/// let keys: Vec<String> = contact_keys(&contacts[0]).into_iter().map(|part| part.key).collect();
/// assert_eq!(keys, ["name jane lee", "telephone 700900123"]);
/// assert_eq!(contact_keys(&contacts[1])[0].key, keys[1]);
/// # Ok::<(), String>(())
/// ```
pub fn contact_keys(contact: &Contact) -> Vec<ContactKey<'_>> {
    let name = contact.name.as_deref().map(|name| ("name", name, plain(name)));
    let others = compared(contact).map(|(part, written, value)| (part, written, value.into_owned()));
    let all = name.into_iter().chain(others).filter(|(_, _, value)| !value.is_empty());
    all.map(|(part, written, value)| ContactKey { written, key: key_of(part, &value) }).collect()
}

/// The parts of a contact other than its name: which, as written, and as compared.
fn compared(contact: &Contact) -> impl Iterator<Item = (&'static str, &str, Cow<'_, str>)> {
    let telephone = contact.telephone.as_deref().map(|it| ("telephone", it, Cow::Borrowed(subscriber(it))));
    let handle = contact.handle.as_deref().map(|it| ("handle", it, Cow::Owned(it.to_lowercase())));
    let address = contact.address.as_deref().map(|it| ("address", it, Cow::Owned(plain(it))));
    let vehicle = contact.vehicle.as_deref().map(|it| ("vehicle", it, Cow::Borrowed(it)));
    [telephone, handle, address, vehicle].into_iter().flatten()
}

/// The names of all contacts.
struct Names<'a> {
    /// Number of the plain form of each name as written.
    written: FxHashMap<&'a str, u32>,
    /// Plain forms by number.
    plain: Vec<String>,
    /// The commonest spelling of each plain form: a number of `plain`, its own where it is that.
    spelt: Vec<u32>,
}

impl<'a> Names<'a> {
    fn of(register: &'a Register) -> Names<'a> {
        let mut written: FxHashMap<&str, u32> = FxHashMap::default();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        for name in register.deaths.iter().flat_map(|death| death.contacts.iter()).filter_map(|c| c.name.as_deref()) {
            let number = *written.entry(name).or_insert_with(|| {
                let next = numbers.len() as u32;
                let number = *numbers.entry(plain(name)).or_insert(next);
                counts.resize(numbers.len(), 0);
                number
            });
            counts[number as usize] += 1;
        }
        let mut plain = vec![String::new(); numbers.len()];
        numbers.into_iter().for_each(|(name, number)| plain[number as usize] = name);
        let spelt = commonest(&plain, &counts);
        Names { written, plain, spelt }
    }

    /// The number of the commonest spelling of a name; nothing for a name without a letter or digit.
    fn same_as(&self, name: &str) -> Option<u32> {
        let number = *self.written.get(name)?;
        (!self.plain[number as usize].is_empty()).then(|| self.spelt[number as usize])
    }
}

/// For each name the commoner near-twin that it is taken for, or itself. Only names with the same first letters of their
/// words are compared, and numbers in a name must be the same: "PC 1234" and "PC 1235" are two people.
fn commonest(names: &[String], counts: &[u32]) -> Vec<u32> {
    let mut by_count: Vec<u32> = (0..names.len() as u32).collect();
    by_count.sort_unstable_by(|&a, &b| {
        let (a, b) = (a as usize, b as usize);
        counts[b].cmp(&counts[a]).then_with(|| names[a].cmp(&names[b]))
    });
    let mut blocks: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let mut spelt: Vec<u32> = (0..names.len() as u32).collect();
    let mut key = String::new();
    for number in by_count {
        let name = &names[number as usize];
        key.clear();
        key.extend(name.split(' ').filter_map(|word| word.chars().next()));
        key.push('/');
        key.extend(name.chars().filter(char::is_ascii_digit));
        let Some(block) = blocks.get_mut(&key) else {
            blocks.insert(key.clone(), vec![number]);
            continue;
        };
        let alike = |other: &&u32| strsim::jaro_winkler(&names[**other as usize], name) >= SAME_NAME;
        match block.iter().find(|other| block.len() <= LARGEST_BLOCK && alike(other)) {
            Some(&twin) => spelt[number as usize] = twin,
            None => block.push(number),
        }
    }
    spelt
}

impl Tell for Contacts {
    const NAME: &'static str = "contacts";
    const NOT_ON_RECORD: &'static str = "contacts not on record for both";
    const NOTHING_IN_COMMON: &'static str = "no contact in common";

    fn words(&self, i: usize, j: usize, value: u32) -> Vec<String> {
        let key = &self.keys[value as usize];
        let spelt = [i, j].into_iter().filter_map(|k| self.spellings.get(&(k as u32, value)));
        let mut words: Vec<String> =
            std::iter::once(&key.value).chain(spelt).map(|written| key_of(key.what, written)).collect();
        words.dedup();
        words
    }

    fn tell(&self, i: usize, j: usize, shared: Vec<Item>) -> String {
        let mut shared: Vec<u32> = shared.iter().map(|item| item.value).collect();
        shared.sort_unstable_by_key(|&number| (self.counts[number as usize], number));
        let word = |&number: &u32| {
            let key = &self.keys[number as usize];
            let rate = |k: usize| self.background.frequency(self.classes.of(k), number);
            let class = self.classes.of(if rate(i) >= rate(j) { i } else { j });
            let (counts, among) = self.background.told(&self.classes, class, number, "deaths");
            let cut = if key.what == "telephone" && key.value.len() == SUBSCRIBER { "…" } else { "" };
            let mut spelt: Vec<&str> =
                [i, j].iter().filter_map(|&k| self.spellings.get(&(k as u32, number))).map(|it| &**it).collect();
            spelt.dedup();
            let spelt = if spelt.is_empty() { String::new() } else { format!(", written also {}", spelt.join(", ")) };
            format!("{} {cut}{}{spelt} ({counts} {among} with contacts)", key.what, key.value)
        };
        format!("contacts in both: {}", shared.iter().take(3).map(word).collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::Describe;
    use crate::institutions::Institutions;
    use colligate_register::Death;

    fn of(contacts: &[Contact]) -> InCommon<Contacts> {
        let mut register = Register::default();
        for (k, contact) in contacts.iter().enumerate() {
            let mut death = Death::new(&format!("{k}"));
            death.contacts = [contact.clone()].into();
            register.deaths.push(death);
        }
        let classes = Classes::new(&register, &Institutions::new(&register));
        Contacts::count(&register, &classes, &Model::default())
    }

    fn named(name: &str) -> Contact {
        Contact { name: Some(name.into()), ..Contact::default() }
    }

    #[test]
    fn another_spelling_of_a_name_counts_and_is_told() {
        let mut all: Vec<Contact> = (0..50).map(|k| named(&format!("Officer Number {k}"))).collect();
        all.extend(["Jonathan Smith", "SMITH, Jonathan", "Jonathon Smith", "Jane Adams"].map(named));
        let contacts = of(&all);
        assert!(contacts.factor(50, 52) > 3.0 && contacts.factor(50, 52) == contacts.factor(50, 51));
        assert!(contacts.factor(50, 53) < 1.0 && contacts.factor(0, 1) < 1.0);
        let told = |i, j| contacts.sentence(i, j);
        assert_eq!(told(50, 51), "contacts in both: name jonathan smith (3 of 54 deaths with contacts)");
        let also = "contacts in both: name jonathan smith, written also jonathon smith (3 of 54 deaths with contacts)";
        assert_eq!((told(50, 52).as_str(), told(52, 51).as_str()), (also, also));
    }

    #[test]
    fn a_telephone_is_known_by_its_last_digits() {
        let telephone = |number: &str| Contact { telephone: Some(number.into()), ..Contact::default() };
        let contacts = of(&["+447700900123", "07700900123", "07700900124"].map(telephone));
        assert!(contacts.sentence(0, 1).contains("telephone …700900123 (2 of 3"), "{}", contacts.sentence(0, 1));
        assert_eq!(contacts.sentence(0, 2), "no contact in common");
    }
}
