//! The page on exports: its columns are the program's own, list by list.
//! Must not know: what any column holds.

use super::generated;
use countersign::{
    registry::sheet::{Column, Sheet},
    screens::ActivityList,
};
use std::fmt::Write as _;

#[test]
fn the_page_on_exports_lists_the_columns_there_are() {
    let lists = Sheet::ALL.map(|(sheet, word)| (word, sheet.columns()));
    let own: (&str, Vec<Column>) = ("activity", ActivityList::columns());
    let mut text = String::new();
    for (word, columns) in lists.into_iter().chain([own]) {
        write!(text, "\n### {word}\n\n| Column | Holds | |\n|---|---|---|\n").unwrap();
        for column in columns {
            writeln!(text, "| `{}` | {} | {} |", column.name, column.kind.word(), column.doc).unwrap();
        }
    }
    generated("docs/exports.md", ("<!-- columns:begin -->\n", "<!-- columns:end -->\n"), &format!("{text}\n"));
}
