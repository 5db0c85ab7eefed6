use super::*;
use proptest::prelude::*;
use std::sync::OnceLock;

/// A key that costs a test little.
fn cheap(passphrase: &str) -> Key {
    Key::derived(&passphrase.into(), Cost { memory: 64, passes: 1, lanes: 1 }, [7; SALT]).unwrap()
}

fn tokens() -> Tokens {
    let token = |text: &str| Zeroizing::new(text.to_owned());
    [("swiss at https://r".to_owned(), token("canary-1")), ("ghana at https://g".to_owned(), token("canary-2"))].into()
}

fn sealed() -> &'static str {
    static SEALED: OnceLock<String> = OnceLock::new();
    SEALED.get_or_init(|| cheap("right").seal(&tokens()).unwrap())
}

#[test]
fn what_was_sealed_opens_with_the_passphrase_only() {
    assert_eq!(Key::of(sealed(), &"right".into()).unwrap().open(sealed()).unwrap(), tokens());
    for wrong in ["wrong", "", "right ", "Right"] {
        assert_eq!(Key::of(sealed(), &wrong.into()).unwrap_err(), SealProblem::Broken, "{wrong:?}");
    }
    assert!(!sealed().contains("canary") && !sealed().contains("swiss"));
    assert!(!format!("{:?}", cheap("right")).contains("octets"));
}

#[test]
fn a_new_file_costs_what_is_recommended_and_no_two_are_alike() {
    let key = Key::fresh(&"right".into()).unwrap();
    let (one, two) = (key.seal(&tokens()).unwrap(), key.seal(&tokens()).unwrap());
    assert!(one.starts_with("countersign-secrets 1\nargon2id memory=65536 passes=3 lanes=4 salt="), "{one}");
    assert_ne!(one, two, "each time another nonce");
    assert_ne!(Key::fresh(&"right".into()).unwrap().salt, key.salt);
    assert_eq!(key.open(&one).unwrap(), key.open(&two).unwrap());
}

#[test]
fn another_spelling_is_refused() {
    let whole = sealed();
    let changed = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        whole.replacen(from, to, 1)
    };
    for text in [
        String::new(),
        "countersign-secrets 1\n".into(),
        changed("secrets 1", "secrets 2"),
        changed("argon2id", "argon2d"),
        changed("memory=64", "memory=0"),
        changed("memory=64", "memory=2097152"),
        changed("passes=1", "passes=17"),
        changed("lanes=1", "lanes=17"),
        changed("memory=64 passes=1", "passes=1 memory=64"),
        changed("lanes=1 ", "lanes=1  "),
        changed("chacha20-poly1305", "aes-256-gcm"),
        changed("\n", "\r\n"),
        format!("{whole}\n"),
        format!("{whole}more"),
        whole.trim_end().to_owned(),
    ] {
        assert_eq!(Key::of(&text, &"right".into()).unwrap_err(), SealProblem::Format, "{text}");
    }
    // The three lines are under the seal.
    let dearer = changed("passes=1", "passes=2");
    assert_eq!(Key::of(&dearer, &"right".into()).unwrap_err(), SealProblem::Broken);
    let (_, nonce) = whole.split_once("nonce=").unwrap();
    let (nonce, _) = nonce.split_once('\n').unwrap();
    let other = changed(nonce, "AAAAAAAAAAAAAAAA");
    assert_eq!(Key::of(&other, &"right".into()).unwrap_err(), SealProblem::Broken);
}

proptest! {
    #[test]
    fn one_changed_octet_is_found(place in 0_usize..1_000, with in 0x20_u8..0x7f) {
        let mut octets = sealed().as_bytes().to_vec();
        let place = place % octets.len();
        prop_assume!(octets[place] != with);
        octets[place] = with;
        let text = String::from_utf8(octets).unwrap();
        prop_assert!(cheap("right").open(&text).is_err(), "{text}");
    }

    #[test]
    fn any_text_is_sealed_or_a_problem(text in "(?s).{0,200}") {
        prop_assert!(cheap("right").open(&text).is_err());
    }
}
