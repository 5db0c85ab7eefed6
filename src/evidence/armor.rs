//! Octets in letters between two marks, as OpenSSH writes keys and signatures: Base64 in lines of 70.
//! What is written has one spelling. Who needs that in reading too compares with what would be written.
//! Must not know: what stands between the marks.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::zeroize::Zeroizing;

/// Letters in a line.
const LINE: usize = 70;

/// The octets in letters, between marks with this label. Its memory is wiped: it may be a key.
pub(super) fn wrap(label: &str, octets: &[u8]) -> Zeroizing<String> {
    let letters = Zeroizing::new(STANDARD.encode(octets));
    let lines = letters.len() / LINE + 1;
    let mut text = Zeroizing::new(String::with_capacity(letters.len() + lines + 2 * label.len() + 40));
    text.push_str("-----BEGIN ");
    text.push_str(label);
    text.push_str("-----\n");
    let mut rest = letters.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at_checked(LINE).unwrap_or((rest, ""));
        text.push_str(line);
        text.push('\n');
        rest = more;
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}

/// The octets between marks with this label; lines may be of any length.
pub(super) fn unwrap(label: &str, text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let rest = text.strip_prefix("-----BEGIN ")?.strip_prefix(label)?.strip_prefix("-----\n")?;
    let rest = rest.strip_suffix('\n').unwrap_or(rest);
    let body = rest.strip_suffix("-----")?.strip_suffix(label)?.strip_suffix("-----END ")?.strip_suffix('\n')?;
    let mut letters = Zeroizing::new(String::with_capacity(body.len()));
    body.split('\n').for_each(|line| letters.push_str(line));
    STANDARD.decode(letters.as_bytes()).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_have_seventy_letters() {
        let text = wrap("X", &[0; 53]);
        assert_eq!(text.lines().map(str::len).collect::<Vec<_>>(), [17, 70, 2, 15]);
        for bad in [
            "",
            "-----BEGIN X-----\n",
            "-----BEGIN X-----\nAA==\n-----END Y-----\n",
            "-----BEGIN X-----\nA A=\n-----END X-----\n",
        ] {
            assert!(unwrap("X", bad).is_none(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_wrapped_is_unwrapped(octets in prop::collection::vec(any::<u8>(), 1..300)) {
            prop_assert_eq!(&*unwrap("SSH SIGNATURE", &wrap("SSH SIGNATURE", &octets)).unwrap(), &octets);
        }
    }
}
