//! The sixteen colours every terminal has, in the codes every terminal knows: `31`, not `38;5;1` (trap 3).
//! crossterm writes named colours in the 256-colour form, which a console that only knows sixteen takes for something else.
//! Must not know: which colours a theme uses.

/// Rewrites the colours 0 to 15 of the 256-colour form in what is about to be written. Everything else stays as it is.
pub(super) fn spell(octets: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(octets.len());
    let mut rest = octets;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\x1b[") {
        let (before, sequence) = rest.split_at(at + 2);
        written.extend_from_slice(before);
        let length = sequence.iter().take_while(|octet| octet.is_ascii_digit() || **octet == b';').count();
        let (numbers, after) = sequence.split_at(length);
        match std::str::from_utf8(numbers) {
            Ok(numbers) if after.first() == Some(&b'm') && numbers.contains("8;5;") => written.extend(respelled(numbers).bytes()),
            _ => written.extend_from_slice(numbers),
        }
        rest = after;
    }
    written.extend_from_slice(rest);
    written
}

/// The numbers of one SGR sequence with its sixteen colours spelled out.
fn respelled(numbers: &str) -> String {
    let mut spelled: Vec<String> = Vec::new();
    let mut numbers = numbers.split(';');
    while let Some(number) = numbers.next() {
        if number != "38" && number != "48" {
            spelled.push(number.to_owned());
            continue;
        }
        // A colour is a form and its numbers: 5 and an index, or 2 and three parts.
        let form = numbers.next().unwrap_or_default();
        let parts: Vec<&str> = numbers.by_ref().take(if form == "5" { 1 } else { 3 }).collect();
        let index = parts.first().and_then(|index| index.parse::<u8>().ok()).filter(|index| form == "5" && *index < 16);
        let background = if number == "48" { 10 } else { 0 };
        spelled.push(match index {
            Some(index @ 0..8) => (30 + background + index).to_string(),
            Some(index) => (82 + background + index).to_string(),
            None => format!("{number};{form};{}", parts.join(";")),
        });
    }
    spelled.join(";")
}

#[cfg(test)]
mod tests {
    use super::spell;

    /// Trap 3.
    #[test]
    fn only_the_sixteen_are_spelled_anew() {
        for (given, written) in [
            ("\x1b[38;5;1mred", "\x1b[31mred"),
            ("\x1b[48;5;0m", "\x1b[40m"),
            ("\x1b[38;5;15;48;5;8m", "\x1b[97;100m"),
            ("\x1b[1m\x1b[38;5;7;49mx\x1b[0m", "\x1b[1m\x1b[37;49mx\x1b[0m"),
            ("\x1b[38;5;16m", "\x1b[38;5;16m"),
            ("\x1b[38;5;255;48;5;1m", "\x1b[38;5;255;41m"),
            ("\x1b[38;2;38;5;1m", "\x1b[38;2;38;5;1m"),
            ("\x1b[38;5;1H38;5;1m", "\x1b[38;5;1H38;5;1m"),
            ("38;5;1m and \u{e9}", "38;5;1m and \u{e9}"),
            ("\x1b[", "\x1b["),
        ] {
            assert_eq!(spell(given.as_bytes()), written.as_bytes(), "{given:?}");
        }
    }
}
