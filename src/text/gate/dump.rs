//! Octets that are no text, line by line: where each line begins, its octets as hexadecimal, and what of them is printable ASCII.
//! Every octet is printed; in the last part a point stands for what can't be, and the hexadecimal tells it from a real point.
//! Must not know: what the octets mean.

use super::shown::Shown;
use std::fmt::Write as _;

/// Octets between two wider gaps.
const GROUP: usize = 8;

impl Shown {
    /// The octets as a dump, `count` of them on a line. No octets are no lines.
    pub fn dump(octets: &[u8], count: usize) -> Vec<Self> {
        let count = count.max(1);
        octets.chunks(count).enumerate().map(|(at, part)| Self::clean(line(at * count, part, count))).collect()
    }
}

fn line(offset: usize, part: &[u8], count: usize) -> String {
    let mut text = format!("{offset:08x} ");
    for at in 0..count {
        text.push_str(if at > 0 && at % GROUP == 0 { "  " } else { " " });
        let _ = match part.get(at) {
            // Writing to a String can't fail.
            Some(octet) => write!(text, "{octet:02x}"),
            None => text.write_str("  "),
        };
    }
    text.push_str("  ");
    text.extend(part.iter().map(|octet| if matches!(octet, 0x20..=0x7e) { char::from(*octet) } else { '.' }));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(octets: &[u8], count: usize) -> Vec<String> {
        Shown::dump(octets, count).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_line_has_an_offset_hexadecimal_and_ascii() {
        assert_eq!(
            lines(b"{\"id\":\"0198a000-\x1b[2J\xff.", 16),
            [
                "00000000  7b 22 69 64 22 3a 22 30  31 39 38 61 30 30 30 2d  {\"id\":\"0198a000-",
                "00000010  1b 5b 32 4a ff 2e                                 .[2J..",
            ]
        );
        assert_eq!(lines(b"ab", 8), ["00000000  61 62                    ab"]);
        assert_eq!(lines(b"", 16), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn the_octets_can_be_read_back_and_nothing_else_is_shown(octets in proptest::collection::vec(any::<u8>(), 0..100), count in 1usize..20) {
            let lines = lines(&octets, count);
            let hex = |line: &String| -> Vec<u8> {
                let pairs = line[10..].split_whitespace().take_while(|word| word.len() == 2).take(count);
                pairs.map_while(|pair| u8::from_str_radix(pair, 16).ok()).collect()
            };
            let whole = octets.len() / count;
            let read: Vec<u8> = lines.iter().take(whole).flat_map(hex).collect();
            prop_assert_eq!(&read[..], &octets[..whole * count]);
            prop_assert!(lines.iter().all(|line| line.bytes().all(|octet| matches!(octet, 0x20..=0x7e))));
        }
    }
}
