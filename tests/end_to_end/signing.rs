//! A person who signs: a desk with their key and a station of their own, and the walk from a text to the open key.
//! Must not know: what is signed.

use crate::{
    desk::{Desk, permit, press_calmly, profile},
    driver::Console,
    pair::Pair,
};
use countersign::sandbox::{PRACTICE_PASSPHRASE, write_practice_keys};

/// The desk of a person: their own key, and a station of their own.
pub fn desk(pair: &Pair, login: &str, person: &str, station: &str) -> Desk {
    let signing = format!(
        "[profiles.signing]\nperson = \"{person}\"\nkey = \"file:keys/{person}.key\"\nstation = \"{station}\"\n\
         station_key = \"file:stations/{station}.key\"\n"
    );
    let desk = Desk::new(&(profile("swiss", &pair.swiss).replace("amina.k", login) + &signing));
    write_practice_keys(desk.home(), [person].into_iter()).unwrap();
    for folder in ["keys", "stations"] {
        permit(&desk.home().join(folder), 0o700);
    }
    desk
}

/// Reads to the end, signs, and opens the key.
pub fn sign_with_key(console: &mut Console) {
    for _ in 0..6 {
        press_calmly(console, "pagedown");
    }
    // The text must have been there for a while: the console says how long, and nothing else is in the way.
    loop {
        press_calmly(console, "x");
        press_calmly(console, "s");
        console.wait_until("an answer", |screen| {
            let text = crate::driver::text(screen);
            text.contains("that takes") || text.contains("Open the key")
        });
        if console.screen_text().contains("Open the key") {
            break;
        }
        press_calmly(console, "esc");
    }
    console.type_text(PRACTICE_PASSPHRASE);
    console.keys("enter");
}
