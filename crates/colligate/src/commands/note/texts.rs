//! Texts of one writer, and of many, out of files and folders.

use anyhow::{Context, bail};
use colligate_documents::Document;
use colligate_documents::authorship::{Text, Writer};
use colligate_reader::{As, Reader, Stop};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Endings of the files that are taken from a folder.
const ENDINGS: [&str; 8] = ["txt", "docx", "pdf", "html", "htm", "xhtml", "eml", "zip"];
const KINDS: &str = "text, DOCX, PDF, HTML, e-mail, or a ZIP of them";

/// Reads texts, and remembers what it left out.
#[derive(Default)]
pub struct Texts {
    reader: Reader,
    /// Files and parts of files that were not read, each with the reason.
    pub left_out: Vec<String>,
}

impl Texts {
    /// None yet, to be read by this reader.
    pub fn read_by(reader: Reader) -> Texts {
        Texts { reader, left_out: Vec::new() }
    }

    /// The questioned text: the only one in its file.
    ///
    /// # Errors
    /// Where the file cannot be read, or holds several texts.
    pub fn questioned(&mut self, path: &Path) -> anyhow::Result<Text> {
        let mut texts = self.of_file(path)?;
        match (texts.pop(), texts.len()) {
            (Some(text), 0) => Ok(text),
            (_, more) => {
                bail!("{} holds {} texts; take out the one that is questioned, and give that", path.display(), more + 1)
            }
        }
    }

    /// The known texts: those named, and those in folders named.
    ///
    /// # Errors
    /// Where a file cannot be read, or a folder holds none.
    pub fn known(&mut self, paths: &[PathBuf]) -> anyhow::Result<Vec<Text>> {
        let mut texts = Vec::new();
        for path in paths {
            if !path.is_dir() {
                texts.extend(self.of_file(path)?);
                continue;
            }
            let before = texts.len();
            for file in self.files(entries(path)?) {
                texts.extend(self.of_file(&file)?);
            }
            if texts.len() == before {
                bail!("{} holds no text; put the known texts there, one a file ({KINDS})", path.display());
            }
        }
        Ok(texts)
    }

    /// The reference writers of a folder, by name: a folder for each, or files named `WRITER_anything.txt`.
    ///
    /// # Errors
    /// Where a file cannot be read, or there is no writer.
    pub fn reference(&mut self, folder: &Path) -> anyhow::Result<Vec<Writer>> {
        let mut writers: BTreeMap<String, Vec<Text>> = BTreeMap::new();
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries(folder)?.into_iter().partition(|one| one.is_dir());
        for folder in folders {
            let writer = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for file in self.files(entries(&folder)?) {
                writers.entry(writer.clone()).or_default().extend(self.of_file(&file)?);
            }
        }
        for file in self.files(files) {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let writer = stem.rsplit_once('_').map_or(stem.as_str(), |(writer, _)| writer);
            writers.entry(writer.to_owned()).or_default().extend(self.of_file(&file)?);
        }
        if writers.is_empty() {
            bail!(
                "{} holds no reference texts; put a folder for each writer there with texts in it, or files named WRITER_anything.txt ({KINDS})",
                folder.display()
            );
        }
        Ok(writers.into_iter().map(|(name, texts)| Writer { name, texts }).collect())
    }

    /// The texts in a file. Parts of it that cannot be read, as a picture attached to an e-mail, are left out.
    fn of_file(&mut self, path: &Path) -> anyhow::Result<Vec<Text>> {
        if path.is_dir() {
            bail!("{} is a folder; name a file ({KINDS})", path.display());
        }
        let contents = self.reader.document_file(path, As::Written, &Stop::never())?;
        self.left_out.extend(contents.refused.iter().map(ToString::to_string));
        let several = contents.documents.len() > 1;
        let named = |document: Document| {
            let name = match (several, path.parent()) {
                (true, Some(folder)) => folder.join(&document.name).display().to_string(),
                _ => path.display().to_string(),
            };
            Text { name, text: document.text }
        };
        Ok(contents.documents.into_iter().map(named).collect())
    }

    /// Of what stands in a folder, the files of a kind that is read.
    fn files(&mut self, entries: Vec<PathBuf>) -> Vec<PathBuf> {
        let is_read = |path: &PathBuf| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
            path.is_file() && ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
        };
        let (read, other): (Vec<PathBuf>, Vec<PathBuf>) = entries.into_iter().partition(is_read);
        self.left_out.extend(other.iter().map(|path| {
            let what = if path.is_dir() { "a folder inside a folder" } else { "not of a kind that is read" };
            format!("{}: {what}", path.display())
        }));
        read
    }
}

/// What stands in a folder, by name; nothing that is hidden.
fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let about = || format!("{} cannot be read; name a folder with texts", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(about)? {
        found.push(entry.with_context(about)?.path());
    }
    found.retain(|path| !path.file_name().unwrap_or_default().to_string_lossy().starts_with('.'));
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_are_folders_or_the_beginning_of_file_names() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "One text.").unwrap();
        };
        [
            "anna/1.txt",
            "anna/2.HTML",
            "anna/.hidden.txt",
            "van_den_berg_1.txt",
            "van_den_berg_2.txt",
            "zoe.txt",
            "list.md",
        ]
        .into_iter()
        .for_each(write);
        let mut texts = Texts::default();
        let found = texts.reference(folder.path()).unwrap();
        let shown: Vec<_> = found.iter().map(|writer| (writer.name.as_str(), writer.texts.len())).collect();
        assert_eq!(shown, [("anna", 2), ("van_den_berg", 2), ("zoe", 1)]);
        assert!(texts.left_out.len() == 1 && texts.left_out[0].contains("list.md"), "{:?}", texts.left_out);
    }

    #[test]
    fn a_text_stays_as_it_was_written_in_whatever_encoding() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.txt");
        let note = "Follow me\n\nI can\u{2019}t,  I won\u{2019}t\ngo on.";
        let wide: Vec<u8> = note.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let western: Vec<u8> =
            note.chars().map(|letter| if letter == '\u{2019}' { 0x92 } else { letter as u8 }).collect();
        for bytes in [note.as_bytes().to_vec(), wide, western] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(Texts::default().questioned(&path).unwrap().text, note);
        }
    }

    #[test]
    fn each_part_of_an_e_mail_is_a_text_and_one_alone_can_be_questioned() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mail.eml");
        let mail = "From: a@example.org\nTo: b@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n\
            Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: text/plain\n\nI am sorry.\n--x\n\
            Content-Type: text/plain; name=\"two.txt\"\nContent-Disposition: attachment; filename=\"two.txt\"\n\nMore of it.\n--x--\n";
        std::fs::write(&path, mail).unwrap();
        let mut texts = Texts::default();
        let known = texts.known(std::slice::from_ref(&path)).unwrap();
        assert_eq!(known.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(), ["I am sorry.", "More of it."]);
        assert!(texts.questioned(&path).unwrap_err().to_string().contains("holds 2 texts"));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.txt");
        let mut texts = Texts::default();
        let mut said = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            texts.questioned(&path).unwrap_err().to_string()
        };
        assert!(said(b"\x89PNG\r\n\x1a\n....").contains("OCR"));
        assert!(said(b" \n").contains("holds no text"));
        assert!(said(b"PK\x03\x04 and no more").contains("not a sound ZIP file"));
        std::fs::remove_file(&path).unwrap();
        assert!(texts.questioned(folder.path()).unwrap_err().to_string().contains("is a folder"));
        assert!(texts.known(&[folder.path().to_owned()]).unwrap_err().to_string().contains("holds no text"));
        assert!(texts.reference(folder.path()).unwrap_err().to_string().contains("no reference texts"));
    }
}
