//! `colligate erase`: a death off the record.

use crate::office::{Office, console, run};
use crate::output::{Screen, wrapped};
use colligate_casefile::Erased;
use colligate_register::wording::counted;

/// Take a death off the record of the case file, for good
///
/// Its values go, and the documents that speak of it, the series found with it, and what people wrote about these. In what they wrote about
/// others its case number is replaced; names are not looked for, so search for them first. The audit trail keeps that, when, by whom and
/// why, and nothing of what was erased. Backups are not reached.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate erase 23-06425 --why \"ordered by the court on 2 May, 4711/23\"")]
pub struct Erase {
    /// Case number
    #[arg(value_name = "DEATH")]
    death: String,
    /// Why; it stands in the audit trail for ever
    #[arg(long, value_name = "TEXT")]
    why: String,
    #[command(flatten)]
    office: Office,
}

impl Erase {
    /// Erases.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let erased = run(async {
            let store = self.office.open().await?;
            let erased = store.erase(&console(), &self.death, &self.why).await?;
            store.close().await;
            anyhow::Ok(erased)
        })?;
        screen.print(&wrapped(&told(&self.death, &erased), screen.width))
    }
}

fn told(death: &str, erased: &Erased) -> String {
    let Erased { values, matters, documents, series, texts, left } = erased;
    let mut text = format!(
        "{death} is off the record: values {values}; decisions, leads and other matters {matters}; documents {documents}; series {series}.\n"
    );
    if *texts > 0 {
        text.push_str(&format!(
            "Texts about others that named it, and searches for it: {texts}, its number taken out.\n"
        ));
    }
    if *left > 0 {
        text.push_str(&format!(
            "What sources said of others names it still: {}. Search for the number.\n",
            counted(*left, "value or document", "values or documents")
        ));
    }
    text
}
