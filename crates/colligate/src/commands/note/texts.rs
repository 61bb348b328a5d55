//! Texts of one writer, and of many, out of files and folders.

use anyhow::{Context, bail};
use colligate_documents::authorship::{Text, Writer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Largest file that is read as a text, in bytes: far above what anyone writes by hand.
const LARGEST: u64 = 16 * 1024 * 1024;

/// One text file.
pub fn one(path: &Path) -> anyhow::Result<Text> {
    let about = || format!("{} cannot be read; name a text file", path.display());
    let size = std::fs::metadata(path).with_context(about)?.len();
    if size > LARGEST {
        bail!("{} has {size} bytes, more than any note; name a text file of at most {LARGEST} bytes", path.display());
    }
    let bytes = std::fs::read(path).with_context(about)?;
    let Ok(text) = String::from_utf8(bytes) else {
        bail!(
            "{} is no text in UTF-8; save it as plain text in UTF-8 (a PDF or DOCX first has to be saved as text)",
            path.display()
        );
    };
    Ok(Text { name: path.display().to_string(), text })
}

/// The known texts: those named, and those in folders named.
pub fn known(paths: &[PathBuf]) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            let files = entries(path)?.into_iter().filter(|entry| is_text(entry));
            let before = texts.len();
            for file in files {
                texts.push(one(&file)?);
            }
            if texts.len() == before {
                bail!("{} holds no .txt file; put the known texts there, one a file", path.display());
            }
        } else {
            texts.push(one(path)?);
        }
    }
    Ok(texts)
}

/// The reference writers of a folder, by name: a folder for each, or files named `WRITER_anything.txt`.
pub fn reference(folder: &Path) -> anyhow::Result<Vec<Writer>> {
    let mut writers: BTreeMap<String, Vec<Text>> = BTreeMap::new();
    for entry in entries(folder)? {
        let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() {
            let writer = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for file in entries(&entry)?.iter().filter(|file| is_text(file)) {
                writers.entry(writer.clone()).or_default().push(one(file)?);
            }
        } else if is_text(&entry) {
            let stem = name(&entry);
            let writer = stem.rsplit_once('_').map_or(stem.as_str(), |(writer, _)| writer);
            writers.entry(writer.to_owned()).or_default().push(one(&entry)?);
        }
    }
    if writers.is_empty() {
        bail!(
            "{} holds no reference texts; put a folder for each writer there with .txt files in it, or files named WRITER_anything.txt",
            folder.display()
        );
    }
    Ok(writers.into_iter().map(|(name, texts)| Writer { name, texts }).collect())
}

/// What stands in a folder, by name.
fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let about = || format!("{} cannot be read; name a folder with text files", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(about)? {
        found.push(entry.with_context(about)?.path());
    }
    found.sort();
    Ok(found)
}

fn is_text(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
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
        ["anna/1.txt", "anna/2.txt", "van_den_berg_1.txt", "van_den_berg_2.txt", "zoe.txt", "readme.md"]
            .into_iter()
            .for_each(write);
        let found = reference(folder.path()).unwrap();
        let shown: Vec<_> = found.iter().map(|writer| (writer.name.as_str(), writer.texts.len())).collect();
        assert_eq!(shown, [("anna", 2), ("van_den_berg", 2), ("zoe", 1)]);
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.txt");
        std::fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
        assert!(one(&path).unwrap_err().to_string().contains("UTF-8"));
        assert!(one(folder.path()).is_err());
        std::fs::remove_file(&path).unwrap();
        assert!(known(&[folder.path().to_owned()]).unwrap_err().to_string().contains("no .txt file"));
        assert!(reference(folder.path()).unwrap_err().to_string().contains("no reference texts"));
    }
}
