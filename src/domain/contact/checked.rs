//! The small texts of a contact as types that can only hold a well-formed value: ids, telephone numbers, addresses, fingerprints.
//! Each is printable ASCII with one spelling, so it may be shown without the gate and compared by its octets.
//! Must not know: which of them exist, or who answers.

use std::{fmt, str::FromStr};

/// Why a text is not what it should be. The text is not kept: it may be hostile; the caller has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSo {
    /// The id of a person or a desk.
    #[error("the id of a contact is 1 to 48 small letters, digits, dots and hyphens, such as gha-0012")]
    Card,
    /// The id of an organisation.
    #[error("the id of an organisation is 1 to 48 small letters, digits, dots and hyphens, such as gha-epa")]
    Organisation,
    /// The id of a distribution list.
    #[error("the id of a list is 1 to 48 small letters, digits, dots and hyphens, such as security")]
    List,
    /// A reference to a paper.
    #[error("the reference of a paper is 1 to 64 ASCII letters, digits and - . / _, such as NFP/2026/14")]
    Paper,
    /// A language.
    #[error("a language is two or three small letters (ISO 639), such as fr")]
    Language,
    /// A telephone number.
    #[error("a telephone number is + and 7 to 15 digits, such as +41584640000")]
    Phone,
    /// A mail address.
    #[error("a mail address is ASCII, of the form name@domain, without quotes, comments and literals, such as duty@example.org")]
    Mail,
    /// An address at a messaging service.
    #[error("a messaging address is SERVICE:NAME of 3 to 96 visible ASCII characters, such as signal:+41584640000")]
    Handle,
    /// The fingerprint of a key.
    #[error("a fingerprint is 32 to 128 capital hexadecimal digits, or SHA256: and 43 characters of base64")]
    Fingerprint,
}

/// A text that only holds what fits: read as it is, nothing folded or trimmed.
macro_rules! checked {
    ($(#[$doc:meta])* $name:ident, $fits:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotSo;

            fn from_str(text: &str) -> Result<Self, NotSo> {
                let fits: fn(&str) -> Result<(), NotSo> = $fits;
                fits(text).map(|()| Self(text.into()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

checked!(
    /// A person or a desk of the directory. It stands in logs and signed texts after the person was erased, so it should not be made of
    /// their name.
    CardId,
    |text| slug(text, NotSo::Card)
);
checked!(
    /// An organisation of the directory.
    OrganisationId,
    |text| slug(text, NotSo::Organisation)
);
checked!(
    /// A distribution list.
    ListId,
    |text| slug(text, NotSo::List)
);
checked!(
    /// The reference of a paper on file: a letter of nomination, the minutes of a call back.
    PaperRef,
    |text| made_of(text, 1..=64, |b| b.is_ascii_alphanumeric() || b"-./_".contains(&b), NotSo::Paper)
);
checked!(
    /// A language, by its ISO 639 code.
    Language,
    |text| made_of(text, 2..=3, |b| b.is_ascii_lowercase(), NotSo::Language)
);
checked!(
    /// A telephone number in the international form of ITU-T E.164.
    Phone,
    |text| {
        let digits = text.strip_prefix('+').ok_or(NotSo::Phone)?;
        if digits.starts_with('0') { Err(NotSo::Phone) } else { made_of(digits, 7..=15, |b| b.is_ascii_digit(), NotSo::Phone) }
    }
);
checked!(
    /// A mail address: the dot-atom form of RFC 5322, with the domain in small letters.
    MailAddress,
    mail
);
checked!(
    /// An address at a messaging service, with the service in front.
    Handle,
    |text| {
        let (service, name) = text.split_once(':').ok_or(NotSo::Handle)?;
        made_of(service, 1..=24, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-', NotSo::Handle)?;
        made_of(name, 1..=71, |b| b.is_ascii_graphic(), NotSo::Handle)
    }
);
checked!(
    /// The fingerprint of a key, as OpenPGP and X.509 tools print it without blanks, or as OpenSSH does.
    Fingerprint,
    |text| match text.strip_prefix("SHA256:") {
        Some(base64) => made_of(base64, 43..=43, |b| b.is_ascii_alphanumeric() || b"+/".contains(&b), NotSo::Fingerprint),
        None => made_of(text, 32..=128, |b| b.is_ascii_digit() || matches!(b, b'A'..=b'F'), NotSo::Fingerprint),
    }
);

fn made_of(text: &str, length: std::ops::RangeInclusive<usize>, fits: fn(u8) -> bool, problem: NotSo) -> Result<(), NotSo> {
    if length.contains(&text.len()) && text.bytes().all(fits) { Ok(()) } else { Err(problem) }
}

fn slug(text: &str, problem: NotSo) -> Result<(), NotSo> {
    made_of(text, 1..=48, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-', problem)
}

/// Each part of a dotted name is one or more of the characters that need no quotes.
fn dotted(text: &str, fits: fn(u8) -> bool) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(fits))
}

fn mail(text: &str) -> Result<(), NotSo> {
    let (name, domain) = text.split_once('@').ok_or(NotSo::Mail)?;
    let name_fits = name.len() <= 64 && dotted(name, |b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b));
    let domain_fits = dotted(domain, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && domain.contains('.');
    if text.len() <= 254 && name_fits && domain_fits { Ok(()) } else { Err(NotSo::Mail) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    fn reads<T: FromStr<Err = NotSo> + fmt::Display + Debug>(good: &[&str], bad: &[&str]) {
        for text in good {
            assert_eq!(text.parse::<T>().unwrap().to_string(), *text);
        }
        for text in bad {
            assert!(text.parse::<T>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn only_what_fits_is_held() {
        let long = "x".repeat(49);
        reads::<CardId>(&["gha-0012", "a", "a.b"], &["", "Gha", "gha 1", "gha_1", "gha\u{202E}", "а", &long]);
        reads::<PaperRef>(&["NFP/2026/14", "x_1"], &["", "a b", "=1", "a\n"]);
        reads::<Language>(&["fr", "gaa"], &["", "f", "FR", "fr-CH", "frfr"]);
        let phones = ["", "+", "41584640000", "+123456", "+1234567890123456", "+0123456789", "+41 58 464", "+4158464000٠"];
        reads::<Phone>(&["+41584640000", "+1234567", "+123456789012345"], &phones);
        let mails = [
            "",
            "a",
            "@b.c",
            "a@b",
            "a@",
            "a@b..c",
            ".a@b.c",
            "a@B.c",
            "a@b.c>",
            "a b@c.d",
            "\"a\"@b.c",
            "a@[1.2.3.4]",
            "a@b@c.d",
        ];
        reads::<MailAddress>(&["duty@example.org", "a.b+c@d.e.f", "A@b.c"], &mails);
        reads::<Handle>(
            &["signal:+41584640000", "matrix:@duty:example.org"],
            &["", "signal", "signal:", ":x", "Signal:x", "signal:a b"],
        );
        let sha = format!("SHA256:{}", "a".repeat(43));
        reads::<Fingerprint>(
            &[&"A0".repeat(20), &sha],
            &["", &"a0".repeat(20), &"A".repeat(31), "SHA256:abc", &format!("{sha}=")],
        );
    }
}
