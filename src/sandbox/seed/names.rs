//! Names of invented holders.
//! Among them are the hostile ones that every practice list shows near its top (T01, T17), so that each is met in practice.
//! Must not know: accounts.

use crate::sandbox::random::SplitMix64;

/// A Party and its name.
pub(super) const PARTIES: [(&str, &str); 12] = [
    ("CHE", "Swiss Confederation"),
    ("GHA", "Republic of Ghana"),
    ("THA", "Kingdom of Thailand"),
    ("VUT", "Republic of Vanuatu"),
    ("GEO", "Georgia"),
    ("MWI", "Republic of Malawi"),
    ("MAR", "Kingdom of Morocco"),
    ("SWE", "Kingdom of Sweden"),
    ("SGP", "Republic of Singapore"),
    ("JPN", "Japan"),
    ("PER", "Republic of Peru"),
    ("SEN", "Republic of Senegal"),
];

/// Names that attack the reader or the terminal, and honest ones that are merely hard to lay out. The place of each is fixed:
/// the number of its holding account.
pub(super) const HOSTILE: [(u64, &str); 13] = [
    // Turns the rest of the line around.
    (2, "Northern Biogas \u{202e}dtL sgnidloH\u{202c} Co"),
    // Clears the screen and sets the window title, if it is obeyed.
    (3, "\u{1b}[2J\u{1b}]0;owned\u{7}Savanna Cookstoves Ltd"),
    // The same name as number 6 to the eye, with a space of no width.
    (5, "Alpine \u{200b}Carbon AG"),
    (6, "Alpine Carbon AG"),
    // Cyrillic letters that look Latin.
    (8, "\u{410}lpine \u{421}arbon AG"),
    // A stack of combining marks that would reach into the lines above.
    (9, "Z\u{351}\u{36b}\u{343}\u{36a}\u{302}\u{36b}\u{33d}\u{34f}\u{334}a\u{30d}\u{300}\u{301}l\u{336}g\u{321}o Solar"),
    (
        11,
        "Transformative Cookstove and Sustainable Rural Household Energy Efficiency Development Cooperative Society of the \
         Greater Northern and Upper Eastern Savanna Districts Limited by Guarantee",
    ),
    (12, "Sunshine \u{1f469}\u{200d}\u{1f33e}\u{1f1ec}\u{1f1ed} Farmers \u{1f331}"),
    (14, "\u{682a}\u{5f0f}\u{4f1a}\u{793e}\u{5317}\u{90e8}\u{30d0}\u{30a4}\u{30aa}\u{30ac}\u{30b9}"),
    (15, "Line one\nLine two\r\tLtd"),
    // Looks empty.
    (17, "\u{2800}\u{3164}\u{a0}"),
    (18, "\u{9b}31mRed Carbon SA"),
    // What a careless query or spreadsheet would run.
    (20, "=HYPERLINK(\"http://x\"); '; DROP TABLE accounts; --"),
];

const FIRST: [&str; 16] = [
    "Northern",
    "Alpine",
    "Savanna",
    "Coastal",
    "Upper Volta",
    "Lakeside",
    "Highland",
    "Mekong",
    "Caucasus",
    "Island",
    "Rift Valley",
    "Harbour",
    "Sunrise",
    "Evergreen",
    "Green Delta",
    "Blue River",
];
const SECOND: [&str; 14] = [
    "Biogas",
    "Cookstove",
    "Solar",
    "Hydro",
    "Landfill Gas",
    "E-Mobility",
    "Reforestation",
    "Mini-Grid",
    "Efficiency",
    "Wind",
    "Methane",
    "Clean Cooling",
    "Biochar",
    "Transport",
];
const FORM: [&str; 8] = ["Ltd", "AG", "SA", "Cooperative", "GmbH", "Co", "Trust", "Development PLC"];

/// The name of an invented entity. Two may have the same one, as in life.
pub(super) fn entity(numbers: &mut SplitMix64) -> String {
    let mut word = |choices: &'static [&'static str]| numbers.one_of(choices).copied().unwrap_or_default();
    format!("{} {} {}", word(&FIRST), word(&SECOND), word(&FORM))
}

const GIVEN: [&str; 16] = [
    "Amina", "Luc", "Sofia", "Kofi", "Ines", "Tomas", "Mei", "Arthit", "Ama", "Nino", "Chikondi", "Yuki", "Leila", "Anders",
    "Rosa", "Moussa",
];
const FAMILY: [&str; 16] = [
    "Kessie",
    "Bernasconi",
    "Marques",
    "Mensah",
    "Rochat",
    "Widmer",
    "Tan",
    "Suwan",
    "Boateng",
    "Beridze",
    "Banda",
    "Sato",
    "Alaoui",
    "Lind",
    "Quispe",
    "Ndiaye",
];

/// The name of an invented person.
pub(super) fn person(numbers: &mut SplitMix64) -> String {
    let given = numbers.one_of(&GIVEN).copied().unwrap_or_default();
    let family = numbers.one_of(&FAMILY).copied().unwrap_or_default();
    format!("{given} {family}")
}
