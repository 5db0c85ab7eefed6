//! Good files, changed at random: octets, lines, cells, tags, and parts of the container. Whatever comes of it, reading ends with tables or
//! with a problem, and no row is lost in silence. `COUNTERSIGN_MUTATIONS=1000000` looks longer, `COUNTERSIGN_MUTATIONS_SEED=7` elsewhere.

use super::{
    maker::{HOLDINGS, book_with, held, object, sheet},
    *,
};
use crate::aef::check;

/// Mutations of each file where nothing else is asked for.
const MUTATIONS: u64 = 400;

/// SplitMix64: the same seed makes the same files.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides.max(1) as u64).unwrap()
    }
}

/// What is put in somewhere: what readers stumble over.
const SPLINTERS: [&[u8]; 26] = [
    b"\"",
    b",",
    b";",
    b"\r",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"'=",
    b"<c>",
    b"</row>",
    b"<row r=\"1\"/>",
    b"&amp;",
    b"&x;",
    b"<f/>",
    b"<mergeCell ref=\"A1:XFD9\"/>",
    b"t=\"s\"",
    b"r=\"ZZZ1\"",
    b"18446744073709551615",
    b"-",
    b"1e9",
    b"{",
    b"]",
    b"\\u0000",
    b"First ID,Last ID",
];

fn mutated(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut octets = file.to_vec();
    for _ in 0..=dice.roll(4) {
        let (at, to) = (dice.roll(octets.len() + 1), dice.roll(octets.len() + 1));
        let (from, to) = (at.min(to), at.max(to).min(at.min(to) + 64));
        match dice.roll(6) {
            0 if at < octets.len() => octets[at] ^= 1 << dice.roll(8),
            1 => octets.truncate(at),
            2 => drop(octets.drain(from..to)),
            3 => {
                let part = octets[from..to].to_vec();
                octets.splice(at..at, part);
            }
            4 => drop(octets.splice(from..to, SPLINTERS[dice.roll(SPLINTERS.len())].iter().copied())),
            _ => drop(octets.splice(at..at, SPLINTERS[dice.roll(SPLINTERS.len())].iter().copied())),
        }
    }
    octets
}

/// Reads it in every way there is. What was read is counted: a row is read, named, or of no table.
fn survives(octets: &[u8]) {
    if let Ok(tables) = of(octets) {
        let rows: u64 = tables.parts.iter().flat_map(|part| &part.tables).map(|(_, rows)| rows).sum();
        let read = (tables.holdings.len() + tables.actions.len()) as u64;
        assert!(read <= rows && rows <= read + tables.problems.len() as u64, "{:?}", String::from_utf8_lossy(octets));
    }
    let _ = check::check(Cursor::new(octets.to_vec()));
}

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |count| count.parse().unwrap())
}

fn rows() -> Vec<Vec<&'static str>> {
    vec![
        HOLDINGS.to_vec(),
        held("CA0007-CHE01-CHE-1-2023", "CA0007-CHE01-CHE-100-2023", "100"),
        held("CA0007-CHE01-CHE-101-2023", "CA0007-CHE01-CHE-1,100-2023", "1,000"),
        held("1101", "1102", "2"),
    ]
}

#[test]
fn no_mutation_makes_a_reader_stumble() {
    let rows = rows();
    let quoted = |row: &Vec<&str>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\r\n";
    let lines: String = rows.iter().map(quoted).collect();
    let objects: Vec<String> = rows[1..].iter().map(|row| object(&HOLDINGS, row)).collect();
    let json = format!("{{\"Party\":\"CHE\",\"Table 4 Holdings\":[{}]}}", objects.join(",\n"));
    let books = book_with(&[("Table 4 Holdings", sheet(&rows))], &[]);
    let mut dice = Dice(asked("COUNTERSIGN_MUTATIONS_SEED", 1));
    for _ in 0..asked("COUNTERSIGN_MUTATIONS", MUTATIONS) {
        survives(&mutated(lines.as_bytes(), &mut dice));
        survives(&mutated(json.as_bytes(), &mut dice));
        survives(&mutated(&books, &mut dice));
        // Behind a whole container the parts themselves are wrong.
        let part = String::from_utf8_lossy(&mutated(sheet(&rows).as_bytes(), &mut dice)).into_owned();
        survives(&book_with(&[("Table 4 Holdings", part)], &[]));
        let shared = "<sst><si><t>First ID</t></si><si><r><t>Last</t></r><r><t> ID</t></r></si></sst>";
        let shared = String::from_utf8_lossy(&mutated(shared.as_bytes(), &mut dice)).into_owned();
        let looks = r#"<styleSheet><numFmts><numFmt numFmtId="165" formatCode="dd\/mm\/yyyy"/></numFmts><cellXfs><xf numFmtId="165"/></cellXfs></styleSheet>"#;
        let looks = String::from_utf8_lossy(&mutated(looks.as_bytes(), &mut dice)).into_owned();
        let cells = r#"<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c s="0"><v>45292.5</v></c></row></sheetData></worksheet>"#;
        let more = [("xl/sharedStrings.xml", shared), ("xl/styles.xml", looks)];
        survives(&book_with(&[("x", cells.to_owned())], &more));
    }
}
