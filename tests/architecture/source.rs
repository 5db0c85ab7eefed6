//! Source files as text, and the few questions asked of them.
//! Not a parser: it relies on the layout rustfmt gives.
//! Must not know: which answers are allowed.

use std::{fs, path::Path};

/// One source file.
pub struct Source {
    /// From the root of the project.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Without comments and what strings say.
    pub code: String,
}

/// All source files below a folder of the project, in order.
pub fn all(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                sources.push(Source::new(name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!sources.is_empty());
    sources
}

impl Source {
    pub fn new(path: String, text: String) -> Self {
        let code = code_only(&text);
        Self { path, text, code }
    }

    /// The first part of the module's path: `src/app/desk.rs` is in `app`.
    pub fn room(&self) -> &str {
        self.path.split('/').nth(1).unwrap().trim_end_matches(".rs")
    }

    /// Whether it is a room or a part of one, or stands in it: `sandbox/link` is `src/sandbox/link.rs` and its folder.
    pub fn stands_in(&self, part: &str) -> bool {
        let inside = self.path.strip_prefix("src/").and_then(|path| path.strip_prefix(part));
        inside.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }

    /// How many names the module's path has: how many `super` lead to the root.
    pub fn depth(&self) -> usize {
        self.path.split('/').count() - 1
    }

    /// Whether the whole file is tests.
    pub fn is_test(&self) -> bool {
        self.path.split(['/', '.']).any(|part| part == "tests")
    }

    /// The code up to the tests, which stand at the end of a file.
    pub fn code_without_tests(&self) -> &str {
        if self.is_test() { "" } else { self.code.split("#[cfg(test)]\nmod tests {").next().unwrap() }
    }
}

/// The text without comments and without what stands in strings and characters.
pub fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (kept, length) = if rest.starts_with("//") {
            ("", rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            ("", block_comment(rest))
        } else if let Some(length) = raw_string(rest, &code) {
            ("\"\"", length)
        } else if c == '"' {
            ("\"\"", quoted(rest, '"'))
        } else if let Some(length) = character(rest) {
            ("''", length)
        } else {
            (&rest[..c.len_utf8()], c.len_utf8())
        };
        code.push_str(kept);
        rest = &rest[length..];
    }
    code
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().unwrap().len_utf8();
        }
    }
    at
}

fn raw_string(text: &str, before: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let starts = text[1 + hashes..].starts_with('"') && !before.ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_');
    let end = format!("\"{}", "#".repeat(hashes));
    let begin = hashes + 2;
    starts.then(|| begin + text[begin..].find(&end).map_or(text.len() - begin, |at| at + end.len()))
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal, which a lifetime is not.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let is_literal = first == '\\' || inside[first.len_utf8()..].starts_with('\'');
    is_literal.then(|| quoted(text, '\''))
}

/// The names that directly follow a path prefix, also those in a group.
pub fn first_names(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let before = &code[..at];
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let after = &code[at + prefix.len()..];
        match after.strip_prefix('{') {
            Some(group) => names.extend(group_names(group)),
            None => names.push(name(after)),
        }
    }
    names
}

fn group_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut expects = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expects = true,
            _ if expects && c.is_alphabetic() => {
                names.push(name(&group[at..]));
                expects = false;
            }
            _ => {}
        }
    }
    names
}

/// All paths that begin with `crate` or `super`, name by name, those in groups each with what stands before its group.
pub fn paths(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            // `pub(in crate::screens)` says who may see it, and uses nothing.
            let before = &code[..at];
            if !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') && !before.ends_with("(in ") {
                branches(&code[at..], &[], &mut paths);
            }
        }
    }
    paths
}

/// Reads one path, which may end in a group of paths; the answer is what stands behind it.
fn branches<'c>(code: &'c str, before: &[String], paths: &mut Vec<Vec<String>>) -> &'c str {
    let mut path = before.to_vec();
    let mut rest = code.trim_start();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            rest = group.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                let behind = branches(rest, &path, paths);
                // Behind a path may stand `as another`, then a comma.
                let end = behind.find([',', '}']).unwrap_or(behind.len());
                rest = behind[end..].trim_start_matches(',').trim_start();
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let name = name(rest);
        rest = &rest[name.len()..];
        path.push(name);
        match rest.strip_prefix("::") {
            Some(further) => rest = further,
            None => break,
        }
    }
    paths.push(path);
    rest
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether a word, or a path, stands in the code by itself.
pub fn has_word(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part))
}

/// Functions with more lines than allowed, from the line of `fn` to the closing brace under it.
pub fn long_functions(text: &str, allowed: usize) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let begin = line.trim_start();
        let Some((before, after)) = begin.split_once("fn ") else { continue };
        let is_item = before.split_whitespace().all(|word| ["pub", "async", "const"].contains(&word) || word.starts_with("pub("));
        if !is_item || line.ends_with('}') || line.ends_with(';') {
            continue;
        }
        let close = format!("{}}}", &line[..line.len() - begin.len()]);
        let length = lines[at..].iter().position(|line| *line == close).map_or(0, |length| length + 1);
        if length > allowed {
            found.push((name(after), length));
        }
    }
    found
}
