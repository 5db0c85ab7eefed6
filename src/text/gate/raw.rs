//! Raw text: the octets as hexadecimal, for messages and evidence.
//! Every octet is printed, whether it stands for a letter or not.
//! Must not know: what the octets mean.

use super::shown::Shown;

const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

pub(super) fn gate(text: &str) -> Shown {
    let mut hex = String::with_capacity(text.len() * 3);
    for octet in text.bytes() {
        if !hex.is_empty() {
            hex.push(' ');
        }
        for nibble in [octet >> 4, octet & 0x0F] {
            hex.extend(DIGITS.get(usize::from(nibble)));
        }
    }
    Shown::clean(hex)
}
