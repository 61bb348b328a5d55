//! Reads a register's file for an import, the way that the register's earlier files were read.

use crate::error::CaseError;
use crate::registers::{HowToRead, Remembered, WantedProfile, columns_of, own_name};
use crate::taking_apart::TakingApart;
use crate::uploads::ImportFile;
use colligate_register::wording::counted;
use colligate_register::{DateOrder, DatesShown, Day, OrderShown, Profile, ProfileChoice, ReadOptions, Reading, read};

/// Remembered profiles and sheets that are tried where a file is not recognised at once.
const TRIED: usize = 5;

/// A file to be taken in, and all that is known of how to read it.
pub(crate) struct Intake {
    pub file: ImportFile,
    pub how: HowToRead,
    pub known: Vec<Remembered>,
    pub today: Day,
    pub apart: TakingApart,
}

/// A file that was read.
pub(crate) struct ReadIn {
    pub reading: Reading,
    /// How the next file of its register is to be read.
    pub remembered: Remembered,
}

/// One way of reading it.
struct Way {
    sheet: Option<String>,
    profile: ProfileChoice,
    /// Somebody said so, or said of which register the file is.
    is_said: bool,
}

/// A file that was read in one way.
struct Chosen {
    reading: Reading,
    way: Way,
    /// The registers that it may be of.
    before: Vec<Remembered>,
}

impl Intake {
    /// Reads the file.
    ///
    /// # Errors
    /// [`CaseError::Read`]; [`CaseError::Invalid`] for dates that cannot be read or contradict those of earlier files, with what to say.
    pub(crate) fn read(&self) -> Result<ReadIn, CaseError> {
        self.how.check()?;
        let mut chosen = self.chosen()?;
        let dates = self.dates(&chosen)?;
        if let Dates::AsBefore { order, file } = &dates {
            chosen.reading = self.read_in(&chosen.way, Some(*order))?;
            let first = first(*order);
            chosen.reading.notes.push(format!(
                "Dates such as 03/04/2021 were read {first} first, as in earlier files of this register (last noted for {file}); \
                 --dates says otherwise."
            ));
        }
        self.can_be_read(&chosen.reading)?;
        let remembered = self.remembered(&chosen, dates.order());
        Ok(ReadIn { reading: chosen.reading, remembered })
    }

    /// The first way of reading it that a register's earlier files had; else the plain one.
    fn chosen(&self) -> Result<Chosen, CaseError> {
        let mut plain = None;
        for way in self.ways() {
            let outcome = self.read_in(&way, self.how.dates).map(|reading| {
                let before = self.before(&reading);
                Chosen { reading, way, before }
            });
            match outcome {
                Ok(chosen) if chosen.is_as_before() => return Ok(chosen),
                outcome => {
                    plain.get_or_insert(outcome);
                }
            }
        }
        plain.unwrap_or_else(|| Err(CaseError::Invalid("the file cannot be read".to_owned())))
    }

    fn ways(&self) -> Vec<Way> {
        let named = self.named();
        let sheet = self.how.sheet.clone().or_else(|| named.and_then(|register| register.sheet.clone()));
        let profile = match &self.how.profile {
            Some(WantedProfile::Named(name)) => Some(ProfileChoice::Named(name.clone())),
            Some(WantedProfile::Given(profile)) => Some(ProfileChoice::Given(profile.clone())),
            None => {
                named.and_then(|register| register.profile.clone()).map(|known| ProfileChoice::Given(Box::new(known)))
            }
        };
        // Workbooks and nothing else that is read here begin so.
        let is_workbook = self.file.bytes.starts_with(b"PK");
        let sheets = match &sheet {
            Some(_) => vec![sheet.clone()],
            None => with_plain(self.known.iter().filter(|_| is_workbook).filter_map(|known| known.sheet.clone())),
        };
        let profiles = match &profile {
            Some(_) => vec![profile.clone()],
            None => {
                // Those that say by which columns they are recognised are tried anyway.
                let silent = |profile: &&Profile| profile.identify.is_empty();
                let known = self.known.iter().filter_map(|known| known.profile.as_ref()).filter(silent);
                with_plain(known.map(|profile| ProfileChoice::Given(Box::new(profile.clone()))))
            }
        };
        let is_said = named.is_some() || (self.how.sheet.is_some() && self.how.profile.is_some());
        let way = |sheet: &Option<String>, profile: &Option<ProfileChoice>| Way {
            sheet: sheet.clone(),
            profile: profile.clone().unwrap_or_default(),
            is_said,
        };
        sheets.iter().flat_map(|sheet| profiles.iter().map(move |profile| way(sheet, profile))).collect()
    }

    fn read_in(&self, way: &Way, dates: Option<DateOrder>) -> Result<Reading, CaseError> {
        let options = ReadOptions {
            profile: way.profile.clone(),
            more_profiles: self.known.iter().filter_map(|known| known.profile.clone()).collect(),
            sheet: way.sheet.clone(),
            dates,
            as_written: true,
            today: Some(self.today),
            limits: self.apart.limits.clone(),
            ..ReadOptions::default()
        };
        Ok(read(self.apart.input(&self.file, &options)?, &options)?)
    }

    /// What is remembered of the register that was named.
    fn named(&self) -> Option<&Remembered> {
        let name = self.how.register.as_ref()?;
        self.known.iter().find(|known| known.register == *name)
    }

    /// The registers that a file which was read so may be of.
    fn before(&self, reading: &Reading) -> Vec<Remembered> {
        match self.how.register {
            Some(_) => self.named().into_iter().cloned().collect(),
            None => self.known.iter().filter(|known| known.is_of(reading)).cloned().collect(),
        }
    }

    /// In which order its dates are read.
    fn dates(&self, chosen: &Chosen) -> Result<Dates, CaseError> {
        if let Some(order) = self.how.dates {
            return Ok(Dates::Shown(order));
        }
        let Chosen { reading, before, .. } = chosen;
        let name = &self.file.name;
        // What a profile says comes before what earlier files showed.
        let by_profile = reading.profile.dates.filter(|_| !own_name(reading).starts_with("columns "));
        let own = by_profile.map(|order| (order, "its profile"));
        let earlier = before.iter().filter_map(|known| Some((known.dates?, known.file.as_str())));
        let mut orders: Vec<(DateOrder, &str)> = Vec::new();
        for (order, file) in own.map_or_else(|| earlier.collect::<Vec<_>>(), |own| vec![own]) {
            if orders.iter().all(|(known, _)| *known != order) {
                orders.push((order, file));
            }
        }
        let DatesShown { month_first, day_first, either } = reading.dates_shown;
        match (reading.dates_shown.order(), &orders[..]) {
            (OrderShown::Clear(shown), known) => match known.iter().all(|(known, _)| *known != shown) {
                true if !known.is_empty() => {
                    let (first, other) = (first(shown), first(known[0].0));
                    let (shows, of) = (dates(month_first.max(day_first)), known[0].1);
                    refuse(format!(
                        "{name} has {shows} with the {first} first and {either} that can be read either way, but by {of} the {other} \
                         comes first"
                    ))
                }
                _ => Ok(Dates::Shown(shown)),
            },
            (OrderShown::Mixed, _) => refuse(format!(
                "{name} has {} with the month first and {day_first} with the day first",
                dates(month_first)
            )),
            (OrderShown::Open, _) if either == 0 => Ok(Dates::None),
            (OrderShown::Open, [(order, _)]) if by_profile.is_some() => Ok(Dates::Shown(*order)),
            (OrderShown::Open, [(order, file)]) => Ok(Dates::AsBefore { order: *order, file: (*file).to_owned() }),
            (OrderShown::Open, []) => refuse(format!(
                "{name} has {} such as 03/04/2021 that can be read in two ways, nothing in it shows in which, and no earlier file of \
                 this register did",
                dates(either)
            )),
            (OrderShown::Open, _) => {
                let names: Vec<&str> = before.iter().map(|known| known.register.as_str()).collect();
                let text = format!(
                    "{name} has {} that can be read in two ways, and registers with these columns are read differently ({}): nothing \
                     was taken in. Say of which it is: --register NAME (on the page: Register)",
                    dates(either),
                    names.join(", ")
                );
                Err(CaseError::Invalid(text))
            }
        }
    }

    /// Refuses a file that says when somebody died, of which nothing can be read.
    fn can_be_read(&self, reading: &Reading) -> Result<(), CaseError> {
        let died = |name: &str| name == "died";
        let column =
            reading.mapping.iter().find(|column| column.filled > 0 && column.fields.iter().any(|field| died(field)));
        let reject = reading.rejects.iter().find(|reject| died(&reject.field) && !reject.whole_row);
        let (Some(column), Some(reject)) = (column, reject) else { return Ok(()) };
        if reading.register.deaths.iter().any(|death| death.died.is_some()) {
            return Ok(());
        }
        refuse(format!(
            "{}: no date of death can be read (column {:?}; line {}: {})",
            self.file.name, column.column, reject.line, reject.reason
        ))
    }

    /// How the next file of this register is to be read.
    fn remembered(&self, chosen: &Chosen, dates: Option<DateOrder>) -> Remembered {
        let Chosen { reading, way, before } = chosen;
        let old = match &before[..] {
            [one] => Some(one),
            several => several.iter().find(|known| dates.is_some() && known.dates == dates),
        };
        let name = self.how.register.clone().or_else(|| old.map(|known| known.register.clone()));
        let is_said = self.how.profile.is_some();
        Remembered {
            register: name.unwrap_or_else(|| own_name(reading)),
            columns: columns_of(reading),
            profile: match is_said {
                true => Some(reading.profile.clone()),
                false => old.and_then(|known| known.profile.clone()),
            },
            dates: dates.or_else(|| old.and_then(|known| known.dates)),
            sheet: way.sheet.clone().or_else(|| old.and_then(|known| known.sheet.clone())),
            file: self.file.name.clone(),
            ..Remembered::default()
        }
    }
}

impl Chosen {
    /// True where somebody said how, or where files of a register were read in just this way before.
    fn is_as_before(&self) -> bool {
        let as_before = |known: &Remembered| {
            known.sheet == self.way.sheet
                && known.profile.as_ref().is_none_or(|profile| *profile == self.reading.profile)
        };
        self.way.is_said || self.before.iter().any(as_before)
    }
}

/// In which order dates are read.
enum Dates {
    /// As they show, or as somebody says.
    Shown(DateOrder),
    /// As in an earlier file.
    AsBefore { order: DateOrder, file: String },
    /// They need none.
    None,
}

impl Dates {
    fn order(&self) -> Option<DateOrder> {
        match self {
            Dates::Shown(order) | Dates::AsBefore { order, .. } => Some(*order),
            Dates::None => None,
        }
    }
}

fn dates(count: u64) -> String {
    counted(count, "date", "dates")
}

fn first(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day",
        DateOrder::MonthFirst => "month",
    }
}

/// Nothing first, and then the first of these that differ.
fn with_plain<T: PartialEq>(known: impl Iterator<Item = T>) -> Vec<Option<T>> {
    let mut all = vec![None];
    for one in known {
        if all.len() <= TRIED && !all.iter().flatten().any(|other| *other == one) {
            all.push(Some(one));
        }
    }
    all
}

fn refuse<T>(why: String) -> Result<T, CaseError> {
    let text = format!(
        "{why}: nothing was taken in. Say how they are to be read: --dates dmy or --dates mdy (on the page: Order of dates); or which \
         column is which: --profile FILE"
    );
    Err(CaseError::Invalid(text))
}
