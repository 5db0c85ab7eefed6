//! Contrast of two colours as the Web Content Accessibility Guidelines 2.2 define it (definitions of "contrast ratio" and
//! "relative luminance"): the formula is one of real numbers, so this one file calculates with them.
//! Must not know: roles, themes.
#![allow(clippy::float_arithmetic, reason = "the contrast formula of WCAG 2.2 is defined on real numbers")]

use super::colour::Rgb;

/// The contrast of two colours in hundredths: 100 is none, 2100 is black on white.
pub(super) fn contrast(a: Rgb, b: Rgb) -> u32 {
    let (a, b) = (luminance(a), luminance(b));
    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
    // Between 100 and 2100, so nothing is cut; rounded down, so that 4.499 doesn't pass for 4.5.
    (ratio * 100.0) as u32
}

fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_pairs() {
        for (a, b, hundredths) in [
            (Rgb(0, 0, 0), Rgb(255, 255, 255), 2100),
            (Rgb(9, 9, 9), Rgb(9, 9, 9), 100),
            // #767676 on white is the well-known least grey that passes 4.5; #777777 fails.
            (Rgb(0x76, 0x76, 0x76), Rgb(255, 255, 255), 454),
            (Rgb(0x77, 0x77, 0x77), Rgb(255, 255, 255), 447),
        ] {
            assert_eq!(contrast(a, b), hundredths);
            assert_eq!(contrast(b, a), hundredths);
        }
    }
}
