//! How numbers are written: thousands grouped by a gap, so that a column can be added up by eye.
//! The gap is a plain space: what is shown can be typed again.
//! Must not know: what is counted.

/// `1204500` → `1 204 500`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// So many of something, by the word for one of it: `1 ITMO`, `12 500 ITMOs`.
pub fn counted(number: u64, one: &str) -> String {
    format!("{} {one}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// What so many things do: one *is*, several *are*.
pub fn are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::{are, counted, grouped};

    #[test]
    fn one_of_something_is_not_many() {
        for (number, text) in [(0, "0 ITMOs"), (1, "1 ITMO"), (2, "2 ITMOs"), (12_500, "12 500 ITMOs")] {
            assert_eq!(counted(number, "ITMO"), text);
            assert_eq!(are(number) == "is", number == 1);
        }
    }

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (9, "9"),
            (10, "10"),
            (999, "999"),
            (1_000, "1 000"),
            (12_500, "12 500"),
            (999_999, "999 999"),
            (1_204_500, "1 204 500"),
            (u64::MAX, "18 446 744 073 709 551 615"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
