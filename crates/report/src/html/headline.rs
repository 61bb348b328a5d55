//! The top of the page: what was read, what was found, what an E-value is.

use super::markup::Markup;
use super::shell;
use crate::{facts, words};
use colligate_linkage::result::LinkResult;
use colligate_register::NotCompared;

pub fn headline(m: &mut Markup, result: &LinkResult) {
    m.element("header", &[("class", &"top")], |m| {
        let tools = [("theme", "Light or dark"), ("open", "Open all links")];
        shell::masthead(m, &result.register.source, &tools);
        if result.run.exploratory {
            m.element("p", &[("class", &"warning")], |m| {
                m.line("strong", &[], "Exploratory run. ");
                m.say("Its settings were chosen after a look at the data: its E-values are smaller than they should be.");
            });
        }
        m.line("h1", &[], title(result));
        if let Some(told) = &result.register.not_compared {
            not_compared(m, told);
        }
        m.line("p", &[("class", &"lead")], lead(result));
        numbers(m, result);
        m.element("aside", &[("class", &"explain"), ("aria-label", &"What an E-value is")], |m| {
            m.line("h2", &[], "What an E-value is");
            m.element("p", &[], |m| {
                m.say(match u64::from(result.run.draws) {
                    0 => "The register was not shuffled in this run, so no E-value could be found. ".to_owned(),
                    draws => format!(
                        "The register was shuffled {}: places exchanged within a neighbourhood, dates within a \
                         season, so that its habits stay and coincidence goes. The same search was run on each. ",
                        words::counted(draws, "time", "times")
                    ),
                });
                m.line("strong", &[], "E is the number of series at least this strong that one shuffled register shows.");
                m.say(" E = 0.01 is one such series in a hundred registers like this by chance; E = 3 is three in every one. ");
                m.say("It says how surprising a resemblance is. It is never a probability of guilt, nor that a crime was done.");
            });
        });
    });
}

/// Why deaths could not be compared, the columns that look as if they held what is missing, and what to do.
fn not_compared(m: &mut Markup, told: &NotCompared) {
    m.line("p", &[("class", &"warning")], told.first());
    for found in &told.columns {
        m.line("p", &[], found.sentence());
    }
    m.line("p", &[], told.last());
}

fn title(result: &LinkResult) -> String {
    if result.register.nothing_compared().is_some() || (result.run.pairs_compared == 0 && result.series.is_empty()) {
        return "Nothing was compared".to_owned();
    }
    let deaths = result.register.used.saturating_add(result.register.partly_used);
    match result.series.is_empty() {
        true => format!("No series among {}", words::counted(deaths, "death", "deaths")),
        false => result.summary.headline.clone(),
    }
}

fn lead(result: &LinkResult) -> String {
    let Some(first) = result.series.first() else { return facts::found(result) };
    let holding = facts::holding(&first.evidence, 3);
    let by = if holding.is_empty() { String::new() } else { format!(", held together by {}", words::listed(&holding)) };
    let alert = words::figure(result.run.alert);
    format!(
        "The strongest is {}{by}: {}. {}",
        words::counted(first.members.len() as u64, "death", "deaths"),
        words::e_words(&first.e_value),
        match result.summary.standing_out {
            None => String::new(),
            Some(0) => format!("None is at or below the alert level of E = {alert}; that closes no case."),
            Some(_) => format!("To stand out is to be at or below the alert level of E = {alert}."),
        }
    )
}

fn numbers(m: &mut Markup, result: &LinkResult) {
    let (register, run) = (&result.register, &result.run);
    let shown = [
        ("Read", words::thousands(register.rows), "rows".to_owned()),
        (
            "Used",
            words::thousands(register.used.saturating_add(register.partly_used)),
            format!("{} in full, {} in part", words::thousands(register.used), words::thousands(register.partly_used)),
        ),
        ("Rejected", words::thousands(register.rejected), "rows, each with its reason".to_owned()),
        (
            "Compared",
            words::thousands(run.pairs_compared),
            format!("pairs; {}", words::counted(run.links, "link", "links")),
        ),
        ("Died", period(result), words::days(register.from, register.to)),
    ];
    m.element("dl", &[("class", &"numbers")], |m| {
        for (name, figure, about) in &shown {
            m.element("div", &[], |m| {
                m.line("dt", &[], name);
                m.element("dd", &[], |m| {
                    m.line("b", &[], figure);
                    m.line("span", &[], about);
                });
            });
        }
    });
    let sum = register.used.saturating_add(register.partly_used).saturating_add(register.rejected);
    if sum != register.rows {
        m.line("p", &[("class", &"warning")], facts::counts(register));
    }
}

fn period(result: &LinkResult) -> String {
    match (result.register.from, result.register.to) {
        (Some(from), Some(to)) => words::span(to - from),
        _ => words::NOTHING.to_owned(),
    }
}
