use super::*;
use crate::registry::Environment;
use proptest::prelude::*;
use std::os::unix::fs::{PermissionsExt, symlink};

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("c.toml")).map_err(|problem| problem.to_string())
}

const SWISS: &str = "[[profiles]]\nname = \"swiss\"\nurl = \"https://registry.example\"\nenvironment = \"production\"\n";

#[test]
fn nothing_configured_means_the_defaults() {
    assert_eq!(parse(""), Ok(Config::default()));
    assert_eq!(parse("# only a comment\n"), Ok(Config::default()));
}

#[test]
fn everything_can_be_configured() {
    let text = "theme = \"light\"\ncolor = \"256\"\nplain = true\ndefault_profile = \"practice\"\n\
        [keys]\nfilter = [\"/\", \"ctrl-s\"]\nfreeze = \"none\"\n\
        [[profiles]]\nname = \"swiss\"\nurl = \"https://registry.example:8443/api\"\nenvironment = \"production\"\noperator = \"ana\"\nread_only = true\ntheme = \"mono\"\n\
        [[profiles]]\nname = \"practice\"\nurl = \"http://[::1]:8080\"\nenvironment = \"practice\"\n";
    let config = parse(text).unwrap();
    assert_eq!((config.theme.as_str(), config.color, config.plain), ("light", ColorChoice::Indexed, true));
    assert_eq!(config.first_profile(), 1);
    let overrides: Vec<_> = config.key_overrides().collect();
    assert_eq!(overrides.first().unwrap(), &("filter".to_owned(), vec!["/".to_owned(), "ctrl-s".to_owned()]));
    assert_eq!(overrides.get(1).unwrap().1, ["none"]);
    let swiss = config.profiles.first().unwrap();
    assert_eq!((swiss.environment, swiss.read_only, swiss.operator.as_deref()), (Environment::Production, true, Some("ana")));
    assert!(!config.profiles.get(1).unwrap().read_only);
}

#[test]
fn badges_are_off_or_get_some_minutes_old() {
    let every = |text: &str| parse(&format!("badges = {text:?}")).map(|config| config.badges.every());
    let minutes = |minutes: u64| Ok(Some(std::time::Duration::from_secs(60 * minutes)));
    assert_eq!(parse("").map(|config| config.badges.every()), minutes(5));
    for (text, expected) in [("off", Ok(None)), ("1m", minutes(1)), ("5m", minutes(5)), ("1440m", minutes(1440))] {
        assert_eq!(every(text), expected, "{text}");
    }
    for text in ["", "m", "5", "0m", "05m", "+5m", "-5m", "5 m", "5M", "5h", "1441m", "99999999999999999999m", "5mm", "Off"] {
        assert!(every(text).is_err(), "{text}");
    }
}

#[test]
fn a_mistake_is_named_with_its_line() {
    for (text, said) in [
        ("\ntheem = \"x\"", "c.toml:2: there is no key \"theem\"; did you mean theme?"),
        ("colour = \"auto\"", "c.toml:1: there is no key \"colour\"; did you mean color?"),
        ("color = \"blue\"", "c.toml:1: expected one of `auto`, `true`, `256`, `16`, `never`"),
        ("\n\nplain = \"yes\"", "c.toml:3: expected a boolean"),
        ("\nbadges = \"often\"", "c.toml:2: badges is off, or a number of minutes such as 5m"),
        ("theme = [", "c.toml:1: "),
        ("[keys]\nfilter = 3", "c.toml:2: expected a key such as"),
        ("default_profile = \"swiss\"", "c.toml:1: there is no profile with this name"),
        ("theme = \"../../etc/passwd\"", "c.toml:1: a name has 1 to 32 letters"),
        ("[[profiles]]\nname = \"a\"\nurl = \"https://a\"", "c.toml:1: missing field `environment`"),
        (
            "[[profiles]]\nname = \"a\"\nurl = \"https://a\"\nenvironment = \"prod\"",
            "c.toml:4: environment is one of production, test, practice",
        ),
        (
            "[[profiles]]\nname = \"a\"\nurl = \"https://a\"\nenvironment = \"test\"\nreadonly = true",
            "c.toml:5: there is no key \"readonly\"; did you mean read_only?",
        ),
        (
            "[[profiles]]\nname = \"a\"\nurl = \"https://a\"\nenvironment = \"test\"\noperator = \"a\\u001b\"",
            "c.toml:5: an operator's name has",
        ),
        ("[[profiles]]\nname = \"a b\"\nurl = \"https://a\"\nenvironment = \"test\"", "c.toml:2: a name has"),
    ] {
        let problem = parse(text).unwrap_err();
        assert!(problem.starts_with(said), "{text:?}: {problem}");
    }
    assert!(parse(&format!("{SWISS}{SWISS}")).unwrap_err().ends_with(":6: another profile has this name"));
}

/// T08, T10.
#[test]
fn a_secret_is_refused_by_its_name_and_never_repeated() {
    for key in [
        "token",
        "Password",
        "api_key",
        "client-secret",
        "bearerToken",
        "private_key",
        "passphrase",
        "credentials",
        "auth",
        "pin",
    ] {
        for text in [
            format!("{key} = \"hunter2\""),
            format!("[[profiles]]\nname = \"a\"\n{key} = \"hunter2\""),
            format!("[deep.down]\nx = [{{ {key} = \"hunter2\" }}]"),
            format!("{key} = \"hunter2\"\nbroken = "),
        ] {
            let problem = parse(&text).unwrap_err();
            assert!(problem.contains("looks like a secret") && problem.contains(key), "{text}: {problem}");
            assert!(!problem.contains("hunter2"), "{problem}");
        }
    }
    for text in ["plain = \"hunter2\"", "color = \"hunter2\"", "[keys]\nfilter = { a = \"hunter2\" }", "profiles = \"hunter2\""] {
        let problem = parse(text).unwrap_err();
        assert!(!problem.contains("hunter2"), "{problem}");
    }
}

#[test]
fn where_secrets_are_may_be_said_and_nothing_more() {
    assert_eq!(parse("").unwrap().secrets, SecretsIn::Keyring);
    assert_eq!(parse("secrets = \"keyring\"").unwrap().secrets, SecretsIn::Keyring);
    assert_eq!(parse("secrets = \"file\"").unwrap().secrets, SecretsIn::File);
    assert!(parse("secrets = \"hunter2\"").unwrap_err().ends_with("c.toml:1: expected `keyring` or `file`"));
    for text in [
        "[secrets]\nswiss = \"hunter2\"".to_owned(),
        "secrets = [\"hunter2\"]".to_owned(),
        format!("{SWISS}secret = \"hunter2\""),
        format!("{SWISS}secrets = \"hunter2\""),
        format!("{SWISS}client_key = \"\"\"-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\"\"\""),
        format!("{SWISS}theme = \"-----BEGIN hunter2\""),
    ] {
        let problem = parse(&text).unwrap_err();
        assert!(!problem.contains("hunter2"), "{text}: {problem}");
    }
    let pasted = format!("{SWISS}client_key = \"-----BEGIN PRIVATE KEY-----\"");
    assert!(parse(&pasted).unwrap_err().contains("\"client_key\" looks like a secret"));
}

#[test]
fn certificates_are_files_and_belong_together() {
    for (keys, said) in [
        ("client_certificate = \"me.pem\"", "c.toml:5: a client certificate needs its client_key beside it"),
        ("client_key = \"me.key\"", "c.toml:5: a client key needs its client_certificate beside it"),
        ("ca = \"\"", "c.toml:5: it is the name of a PEM file"),
        ("ca = \"a\\nb\"", "c.toml:5: it is the name of a PEM file"),
    ] {
        let problem = parse(&format!("{SWISS}{keys}")).unwrap_err();
        assert!(problem.starts_with(said), "{keys}: {problem}");
    }
    let plain = "[[profiles]]\nname = \"a\"\nurl = \"http://127.0.0.1:1\"\nenvironment = \"practice\"\nca = \"ca.pem\"";
    assert!(parse(plain).unwrap_err().starts_with("c.toml:5: a plain http address has no certificates"));
}

#[test]
fn names_of_files_begin_at_the_configuration_or_at_home() {
    let text = format!("{SWISS}ca = \"ca.pem\"\nclient_certificate = \"/etc/me.pem\"\nclient_key = \"~/me.key\"");
    let config = Config::parse(&text, Path::new("/folder/config.toml")).unwrap();
    let profile = &config.profiles[0];
    assert_eq!(profile.ca.as_deref(), Some(Path::new("/folder/ca.pem")));
    assert_eq!(profile.client_certificate.as_deref(), Some(Path::new("/etc/me.pem")));
    assert_eq!(profile.client_key, Some(etcetera::home_dir().unwrap().join("me.key")));
}

/// A profile with all its certificates, in a folder of its own.
fn with_certificates() -> (tempfile::TempDir, Profile) {
    let (folder, path) = folder();
    let made = rcgen::generate_simple_self_signed(["registry.example".to_owned()]).unwrap();
    for (name, text) in [("ca.pem", made.cert.pem()), ("me.pem", made.cert.pem()), ("me.key", made.signing_key.serialize_pem())] {
        std::fs::write(folder.path().join(name), text).unwrap();
        mode(&folder.path().join(name), if name == "me.key" { 0o600 } else { 0o644 });
    }
    let text = format!("{SWISS}ca = \"ca.pem\"\nclient_certificate = \"me.pem\"\nclient_key = \"me.key\"");
    let config = Config::parse(&text, &path).unwrap();
    (folder, config.profiles.into_iter().next().unwrap())
}

#[test]
fn a_key_others_can_read_and_certificates_others_can_write_are_refused_by_name() {
    let (folder, profile) = with_certificates();
    assert!(profile.trust().is_ok());
    for (name, bad, good, said) in [
        ("me.key", 0o640, 0o600, "others can read it (mode 640), so it is not used. Run: chmod 600"),
        ("me.key", 0o604, 0o600, "others can read it"),
        ("me.key", 0o660, 0o600, "others can write to it"),
        ("me.pem", 0o664, 0o644, "others can write to it"),
        ("ca.pem", 0o646, 0o644, "others can write to it"),
        (".", 0o770, 0o700, "others can write to it"),
    ] {
        let path = folder.path().join(name);
        mode(&path, bad);
        let problem = profile.trust().unwrap_err().to_string();
        assert!(problem.contains(said) && problem.contains(folder.path().to_str().unwrap()), "{name}: {problem}");
        assert!(name == "." || problem.contains(name), "{problem}");
        mode(&path, good);
    }
    for (name, said) in
        [("ca.pem", "no certificate in it"), ("me.key", "no private key in it"), ("me.pem", "no certificate in it")]
    {
        let path = folder.path().join(name);
        let before = std::fs::read(&path).unwrap();
        std::fs::write(&path, "hunter2").unwrap();
        let problem = profile.trust().unwrap_err().to_string();
        assert!(problem.contains(name) && problem.contains(said) && !problem.contains("hunter2"), "{problem}");
        std::fs::write(&path, before).unwrap();
    }
    std::fs::remove_file(folder.path().join("ca.pem")).unwrap();
    assert!(profile.trust().unwrap_err().to_string().contains("ca.pem: there is no such file"));
}

#[test]
fn an_address_is_safe_or_refused() {
    for (url, fault) in [
        ("https://registry.example", None),
        ("https://registry.example:8443/base/", None),
        ("http://127.0.0.1:8080", None),
        ("http://localhost:8080", None),
        ("http://[::1]:8080", None),
        ("http://registry.example", Some("http is allowed on this machine only; use https")),
        ("http://127.0.0.1.evil.example", Some("http is allowed on this machine only; use https")),
        ("ftp://registry.example", Some("an address begins with https://")),
        ("registry.example", Some("an address begins with https://")),
        ("https://ana:pw@registry.example", Some("an address has no user name or password in it")),
        ("http://localhost:8080@evil.example", Some("an address has no user name or password in it")),
        ("https://registry.example/?key=1", Some("an address has no query and no fragment")),
        ("https://", Some("an address names a host")),
        ("https://:443", Some("an address names a host")),
        ("https://a:port", Some("an address names a host")),
        ("https://r\u{435}gistry.example", Some("an address has printable ASCII characters only")),
        ("http://localhost\\@evil.example", Some("an address has printable ASCII characters only")),
    ] {
        assert_eq!(profile::url_fault(url), fault, "{url}");
    }
}

/// A folder of our own with a configuration in it.
fn folder() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    mode(folder.path(), 0o700);
    let path = folder.path().join("config.toml");
    std::fs::write(&path, "theme = \"light\"\n").unwrap();
    mode(&path, 0o600);
    (folder, path)
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// T19.
#[test]
fn a_file_others_can_write_is_not_used() {
    for (file, directory, fine) in [
        (0o600, 0o700, true),
        (0o644, 0o755, true),
        (0o620, 0o700, false),
        (0o602, 0o700, false),
        (0o600, 0o770, false),
        (0o600, 0o707, false),
        (0o600, 0o1777, true),
        (0o602, 0o1777, false),
    ] {
        let (folder, path) = folder();
        mode(&path, file);
        mode(folder.path(), directory);
        let outcome = Config::load(Some(&path));
        assert_eq!(outcome.is_ok(), fine, "{file:o} in {directory:o}: {outcome:?}");
        if let Err(problem) = outcome {
            assert!(problem.to_string().contains("chmod go-w"), "{problem}");
        }
    }
}

#[test]
fn a_link_is_judged_by_where_it_stands_and_by_what_it_leads_to() {
    let (target_folder, target) = folder();
    let (link_folder, _) = folder();
    let link = link_folder.path().join("link.toml");
    symlink(&target, &link).unwrap();
    assert_eq!(Config::load(Some(&link)).unwrap().theme, "light");
    mode(target_folder.path(), 0o777);
    assert!(matches!(Config::load(Some(&link)), Err(ConfigProblem::OthersCanWrite { .. })));
    mode(target_folder.path(), 0o700);
    mode(link_folder.path(), 0o777);
    assert!(matches!(Config::load(Some(&link)), Err(ConfigProblem::OthersCanWrite { .. })));
    mode(link_folder.path(), 0o700);
    mode(&target, 0o666);
    assert!(matches!(Config::load(Some(&link)), Err(ConfigProblem::OthersCanWrite { .. })));
}

#[test]
fn a_named_file_must_be_there_and_be_a_small_file() {
    let (folder, path) = folder();
    assert!(matches!(Config::load(Some(&folder.path().join("none.toml"))), Err(ConfigProblem::Missing { .. })));
    assert!(matches!(Config::load(Some(folder.path())), Err(ConfigProblem::Unreadable { .. })));
    std::fs::write(&path, "#".repeat(300_000)).unwrap();
    assert!(matches!(Config::load(Some(&path)), Err(ConfigProblem::TooLarge { .. })));
    std::fs::write(&path, [0xff, 0xfe]).unwrap();
    assert!(matches!(Config::load(Some(&path)), Err(ConfigProblem::Unreadable { .. })));
}

#[test]
fn the_known_keys_are_those_of_the_types() {
    // What the types know and the list does not would be refused as unknown; what the list knows and the types don't, as misfit.
    let all = format!(
        "theme = \"dark\"\ncolor = \"auto\"\nmouse = false\nplain = false\ndefault_profile = \"swiss\"\nsecrets = \"file\"\nbadges = \"5m\"\nexport_dir = \"~/exports\"\n[keys]\n{SWISS}operator = \"a\"\n\
         ca = \"ca.pem\"\nclient_certificate = \"me.pem\"\nclient_key = \"me.key\"\nread_only = false\ntheme = \"dark\"\nticket = \"TICKET-#\"\n\
         [profiles.signing]\nperson = \"a\"\nkey = \"agent\"\nstation = \"A\"\nstation_key = \"keyring\"\n"
    );
    assert!(parse(&all).is_ok());
    let table: toml::Table = all.parse().unwrap();
    assert_eq!(table.len(), read::TOP.len());
    let profile = table.get("profiles").and_then(|all| all.get(0)).and_then(toml::Value::as_table).unwrap();
    assert_eq!(profile.len(), read::PROFILE.len());
    assert_eq!(profile["signing"].as_table().unwrap().len(), read::SIGNING.len());
}

proptest! {
    #[test]
    fn any_text_is_a_configuration_or_a_problem(text in "(?s).{0,200}") {
        let _ = parse(&text);
    }
}
