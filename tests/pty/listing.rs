//! What a list says about itself on the screen: which row the cursor is on.
//! Read from the head line, which every list has.
//! Must not know: which list it is.

/// The line of the head, from 0.
const HEAD: usize = 2;

/// The row the cursor is on, from 1, as the head line says it.
pub fn row(screen: &vt100::Screen) -> Option<u64> {
    let (_, columns) = screen.size();
    let head = screen.rows(0, columns).nth(HEAD)?;
    let (_, number) = head.split_once("row ")?;
    let digit_or_gap = |c: char| c.is_ascii_digit() || countersign::text::number::grouped(1_000).contains(c);
    let number: String = number.chars().take_while(|c| digit_or_gap(*c)).filter(char::is_ascii_digit).collect();
    number.parse().ok()
}

/// How many frames there are among these octets.
pub fn frames(octets: &[u8]) -> usize {
    octets.windows(8).filter(|part| part == b"\x1b[?2026h").count()
}
