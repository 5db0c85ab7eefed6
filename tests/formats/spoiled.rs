//! One text as vectors: itself, good ones like it, and every way in which the form of signed texts alone refuses it.
//! What only this kind of text refuses is said by whoever has the text.
//! Must not know: what the text is.

use super::Case;

/// The text, good ones, and bad ones by what stands in the place of what.
pub fn cases(text: &str, good: &[(&str, String)], bad: &[(&str, &str, &str)]) -> Vec<Case> {
    let mut cases = vec![Case { name: "the example".to_owned(), octets: text.as_bytes().to_vec(), good: true }];
    cases.extend(good.iter().map(|(name, text)| Case { name: (*name).to_owned(), octets: text.as_bytes().to_vec(), good: true }));
    cases.extend(of_form(text));
    for (name, from, to) in bad {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{name}: nothing was changed");
        cases.push(Case { name: (*name).to_owned(), octets: changed.into_bytes(), good: false });
    }
    cases
}

/// What no signed text may be.
pub fn of_form(text: &str) -> Vec<Case> {
    let lines: Vec<&str> = text.lines().collect();
    let of = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let (first, second, third) = (lines[0], lines[1], lines[2]);
    let with = |begin: &[&str]| of(&[begin, &lines[3..]].concat());
    let (key, value) = second.split_once(": ").unwrap();
    [
        ("a byte order mark", format!("\u{feff}{text}")),
        ("lines that end with CR LF", text.replace('\n', "\r\n")),
        ("lines that end with CR", text.replace('\n', "\r")),
        ("no LF at the end", text.trim_end().to_owned()),
        ("an empty line at the end", format!("{text}\n")),
        ("an empty line at the beginning", format!("\n{text}")),
        ("a line too many", format!("{text}remark: none\n")),
        ("an unknown line in the middle", with(&[first, second, "remark: none", third])),
        ("two lines that changed places", with(&[first, third, second])),
        ("a line left out", with(&[first, third])),
        ("a line twice", with(&[first, second, second, third])),
        ("a key in capitals", with(&[first, &format!("{}: {value}", key.to_uppercase()), third])),
        ("no space after the colon", with(&[first, &format!("{key}:{value}"), third])),
        ("two spaces after the colon", with(&[first, &format!("{key}:  {value}"), third])),
        ("a space at the end of a line", with(&[first, &format!("{second} "), third])),
        ("a tab", with(&[first, &format!("{key}:\t{value}"), third])),
        ("a value that is not ASCII", with(&[first, &format!("{second}\u{430}"), third])),
        ("another version of the format", text.replacen("/v1\n", "/v2\n", 1)),
        ("nothing but the first line", format!("{first}\n")),
    ]
    .into_iter()
    .map(|(name, text)| Case { name: name.to_owned(), octets: text.into_bytes(), good: false })
    .chain([Case { name: "octets that are no UTF-8".to_owned(), octets: [text.as_bytes(), b"\xff\n"].concat(), good: false }])
    .collect()
}
