use super::*;
use crate::config::{Config, ConfigProblem};
use drawer::in_memory;
use secrecy::ExposeSecret;
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};
use store::Store;

const TOKEN: &str = "canary-token-7f3a";

fn profile(text: &str) -> Profile {
    let text = format!("[[profiles]]\nname = \"swiss\"\nenvironment = \"test\"\n{text}\n");
    Config::parse(&text, Path::new("c.toml")).unwrap().profiles.remove(0)
}

fn name() -> TokenName {
    TokenName::of(&profile("url = \"https://registry.example\"\noperator = \"ana\""))
}

fn exposed(token: Result<Option<SecretString>, SecretsProblem>) -> Option<String> {
    token.unwrap().map(|token| token.expose_secret().to_owned())
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state").join(SecretFile::NAME);
    (folder, path)
}

/// What every place must do.
fn keeps(secrets: &Secrets) {
    let other = TokenName::of(&profile("url = \"https://elsewhere.example\"\noperator = \"ana\""));
    assert_eq!(exposed(secrets.token(&name())), None);
    assert_eq!(secrets.forget(&name()), Ok(false));
    secrets.keep(&name(), &TOKEN.into()).unwrap();
    secrets.keep(&other, &"another".into()).unwrap();
    assert_eq!(exposed(secrets.token(&name())).as_deref(), Some(TOKEN));
    secrets.keep(&name(), &"newer".into()).unwrap();
    assert_eq!(exposed(secrets.token(&name())).as_deref(), Some("newer"));
    assert_eq!(secrets.forget(&name()), Ok(true));
    assert_eq!(exposed(secrets.token(&name())), None);
    assert_eq!(exposed(secrets.token(&other)).as_deref(), Some("another"));
}

#[test]
fn a_token_is_for_a_profile_an_address_and_an_operator() {
    assert_eq!(name().to_string(), "swiss at https://registry.example as ana");
    for other in [
        "url = \"https://registry.example\"",
        "url = \"https://registry.example:8443\"\noperator = \"ana\"",
        "url = \"https://registry.example\"\noperator = \"luc\"",
    ] {
        assert_ne!(TokenName::of(&profile(other)), name(), "{other}");
    }
}

#[test]
fn a_keyring_keeps_tokens() {
    keeps(&Secrets::Keyring(in_memory().1));
}

/// T09.
#[test]
fn locked_absent_and_empty_are_three_things() {
    let (drawer, keyring) = in_memory();
    let kept = KeptToken { secrets: Arc::new(Secrets::Keyring(keyring)), name: name() };
    let fails = |problem| *drawer.fails.lock().unwrap() = Some(problem);
    assert_eq!(kept.token().unwrap_err(), NotSignedIn::NoToken);
    fails(SecretsProblem::Locked);
    assert_eq!(kept.token().unwrap_err(), NotSignedIn::Locked);
    fails(SecretsProblem::no_keyring(&format!("no bus \u{1b}[2J{}", "x".repeat(1000))));
    let NotSignedIn::Unreachable { why } = kept.token().unwrap_err() else { panic!("not unreachable") };
    assert!(why.contains("no keyring can be reached") && why.contains("no bus") && !why.contains('\u{1b}'), "{why}");
    assert!(why.len() < 400, "{why}");
    fails(SecretsProblem::NoToken);
    assert!(matches!(kept.token().unwrap_err(), NotSignedIn::Unreachable { .. }));
}

/// T09.
#[test]
fn a_keyring_that_never_answers_is_waited_for_only_so_long() {
    let patience = Duration::from_millis(50);
    // One that waits to be unlocked by nobody.
    let waiting = || -> Result<Box<dyn Store>, SecretsProblem> {
        loop {
            std::thread::park();
        }
    };
    let keyring = Keyring::of(Arc::new(waiting), patience);
    let kept = KeptToken { secrets: Arc::new(Secrets::Keyring(keyring)), name: name() };
    assert_eq!(kept.token().unwrap_err(), NotSignedIn::Late { waited: patience });
}

#[test]
fn a_file_keeps_tokens_for_its_owner_alone() {
    let (_folder, path) = folder();
    keeps(&Secrets::File(SecretFile::begin(&path, &"passphrase".into()).unwrap()));
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
}

#[test]
fn a_file_that_is_open_sees_what_another_process_kept() {
    let (_folder, path) = folder();
    let first = SecretFile::begin(&path, &"passphrase".into()).unwrap();
    first.keep(&name(), &"old".into()).unwrap();
    let second = SecretFile::open(&path, &"passphrase".into()).unwrap();
    second.keep(&name(), &"new".into()).unwrap();
    assert_eq!(exposed(first.token(&name())).as_deref(), Some("new"));
    assert!(matches!(SecretFile::open(&path, &"Passphrase".into()), Err(SecretsProblem::WrongPassphrase { .. })));
}

/// T08.
#[test]
fn a_file_that_is_not_private_or_not_ours_is_not_used() {
    let (_folder, path) = folder();
    let file = SecretFile::begin(&path, &"passphrase".into()).unwrap();
    file.keep(&name(), &TOKEN.into()).unwrap();
    let permit = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    for (mode, readable) in [(0o640, true), (0o604, true), (0o620, false)] {
        permit(mode);
        let problem = file.token(&name()).unwrap_err();
        let expected = match problem {
            SecretsProblem::Unusable(ConfigProblem::OthersCanRead { .. }) => readable,
            SecretsProblem::Unusable(ConfigProblem::OthersCanWrite { .. }) => !readable,
            _ => false,
        };
        assert!(expected, "{mode:o}: {problem}");
    }
    permit(0o600);
    fs::write(&path, "something else").unwrap();
    assert_eq!(file.token(&name()).unwrap_err(), SecretsProblem::Damaged { path: path.clone() });
    assert!(file.keep(&name(), &TOKEN.into()).is_err(), "what can't be read is not written over");
    assert_eq!(fs::read(&path).unwrap(), b"something else");
}

/// T25.
#[test]
fn a_file_that_cannot_be_written_stays_as_it_was() {
    let (_folder, path) = folder();
    let file = SecretFile::begin(&path, &"passphrase".into()).unwrap();
    file.keep(&name(), &TOKEN.into()).unwrap();
    // A folder has the draft's place: the new file can't be made, whoever runs the test.
    fs::create_dir(path.with_extension("new")).unwrap();
    assert!(matches!(file.keep(&name(), &"newer".into()), Err(SecretsProblem::Unwritable { .. })));
    assert_eq!(exposed(file.token(&name())).as_deref(), Some(TOKEN));
    let held = fs::File::open(path.parent().unwrap()).unwrap();
    held.lock().unwrap();
    assert_eq!(file.keep(&name(), &"newer".into()), Err(SecretsProblem::InUse { path: path.clone() }));
}

/// T10.
#[test]
fn nothing_printed_holds_a_secret() {
    let (_folder, path) = folder();
    let file = SecretFile::begin(&path, &"canary-passphrase".into()).unwrap();
    file.keep(&name(), &TOKEN.into()).unwrap();
    let shown = format!("{:?} {:?}", Secrets::File(file), Secrets::Keyring(in_memory().1));
    assert!(!shown.contains("canary"), "{shown}");
    assert!(!fs::read_to_string(&path).unwrap().contains("canary"));
}
