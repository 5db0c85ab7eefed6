//! Public keys against what stock OpenSSH wrote.

use super::*;

/// Made once by `ssh-keygen -t ed25519`; the fingerprint is from `ssh-keygen -l`.
const LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsZ1Xe3LfIx2T9jab1RuAM/8w8u8t6sRzDHXxDex35M";
const FINGERPRINT: &str = "SHA256:ci4HJKhFK/fFv8udpaxQoeugRWXwtP5bePzzPTkUp50";

#[test]
fn a_public_key_is_the_line_and_the_fingerprint_of_openssh() {
    let key = parse_openssh_public(LINE).unwrap();
    assert_eq!((openssh_public(&key).as_str(), openssh_fingerprint(&key).as_str()), (LINE, FINGERPRINT));
    assert_eq!(read_public_blob(&public_blob(&key)), Ok(key));
}

#[test]
fn a_public_key_has_one_spelling() {
    for bad in [
        "",
        &LINE[12..],
        &format!("{LINE} comment"),
        &format!(" {LINE}"),
        &format!("{LINE}\n"),
        &LINE.replace(' ', "  "),
        &LINE[..LINE.len() - 1],
        &LINE.replace("AAAAC3", "AAAAC4"),
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY=",
    ] {
        assert_eq!(parse_openssh_public(bad), Err(BadPublicLine::Form), "{bad}");
    }
}

/// T06: whoever puts a weak key into a roster could show one signature for many texts.
#[test]
fn t06_a_weak_key_is_no_public_key() {
    let line = |octets: [u8; 32]| {
        let mut blob = Vec::new();
        put_string(&mut blob, ALGORITHM);
        put_string(&mut blob, &octets);
        format!("{KIND} {}", STANDARD.encode(blob))
    };
    let mut identity = [0; 32];
    identity[0] = 1;
    assert_eq!(parse_openssh_public(&line(identity)), Err(BadPublicLine::Key(BadKey::Weak)));
    assert_eq!(parse_openssh_public(&line([0; 32])), Err(BadPublicLine::Key(BadKey::Weak)));
    assert_eq!(parse_openssh_public(&line([2; 32])), Err(BadPublicLine::Key(BadKey::Point)));
}
