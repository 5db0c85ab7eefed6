//! The octets of a signature, taken out of its armor, changed, and put back.
//! Must not know: what a change is for.

use base64::{Engine as _, prelude::BASE64_STANDARD};

/// What an armor holds.
pub fn octets_of(armored: &str) -> Vec<u8> {
    let body: String = armored.lines().filter(|line| !line.starts_with('-')).collect();
    BASE64_STANDARD.decode(body).unwrap()
}

/// The armor around changed octets, in lines as ours are.
pub fn rearmored(armored: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let width = armored.lines().nth(1).unwrap().len();
    let mut octets = octets_of(armored);
    change(&mut octets);
    let text = BASE64_STANDARD.encode(octets);
    let lines: Vec<&str> = text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

/// Puts a key, or another 32 octets, in the place of others.
pub fn replace(octets: &mut [u8], old: &[u8; 32], new: &[u8; 32]) {
    let place = octets.windows(32).position(|window| window == old).unwrap();
    octets[place..place + 32].copy_from_slice(new);
}

/// Puts one of SSH's strings in the place of another, each with its length before it.
pub fn string_for(octets: &mut Vec<u8>, old: &[u8], new: &[u8]) {
    let string = |octets: &[u8]| [&u32::try_from(octets.len()).unwrap().to_be_bytes(), octets].concat();
    let (old, new) = (string(old), string(new));
    let place = octets.windows(old.len()).position(|window| window == old).unwrap();
    octets.splice(place..place + old.len(), new);
}
