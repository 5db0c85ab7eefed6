//! What a sheet can be written as.
//! A format has one word, which is also how the name of its files ends.
//! Must not know: how any of them is written.

/// A format of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values (RFC 4180).
    #[default]
    Csv,
    /// One array of objects.
    Json,
    /// One object a line.
    JsonLines,
    /// A workbook of one sheet (Office Open XML).
    Workbook,
}

impl Format {
    /// Every format with its word.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Csv, "csv"), (Self::Json, "json"), (Self::JsonLines, "jsonl"), (Self::Workbook, "xlsx")];

    /// Its word, and how the names of its files end.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Workbook => "xlsx",
        }
    }

    /// What it is, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Csv => "comma-separated values, for any program",
            Self::Json => "one array of objects, exact",
            Self::JsonLines => "one object a line, exact",
            Self::Workbook => "a workbook, for spreadsheets",
        }
    }

    /// The format of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(format, _)| *format)
    }

    /// The format a file's name ends with.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        Self::of_word(&end.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_of_files_read_back() {
        for (format, word) in Format::ALL {
            assert_eq!((format.word(), Format::of_word(word)), (word, Some(format)));
            assert_eq!(Format::of_file(&format!("blocks.{}", word.to_uppercase())), Some(format));
        }
        for name in ["", "csv", "blocks.", "blocks.csv.gz", "blocks.txt"] {
            assert_eq!(Format::of_file(name), None, "{name}");
        }
    }
}
