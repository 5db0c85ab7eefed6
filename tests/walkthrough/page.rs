//! Reads the blocks of a walk-through: fenced, with the word `terminal` and its name; a line of them is one step.
//! A line that is no step is a mistake of the page, not a comment.
//! Must not know: how a step is played.

/// What is done in one terminal, or seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The name of the terminal.
    pub terminal: String,
    /// Where it begins on the page.
    pub line: usize,
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A line that begins with the name of the program, or with `echo`: it is run.
    Run(String),
    /// `press …`: keys, with a space between them.
    Press(String),
    /// `type …`: a text.
    Type(String),
    /// `page …`: Page Down until these words are there.
    Page(String),
    /// `see …`: these words are there, or come.
    See(String),
    /// `ends`: the program is over.
    Ends,
}

/// The blocks of a page, in its order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in (1..).zip(text.lines()) {
        match &mut open {
            None => {
                let named = line.strip_prefix("```terminal ");
                open = named.map(|name| Block { terminal: name.to_owned(), line: at, steps: Vec::new() });
            }
            Some(_) if line == "```" => found.extend(open.take()),
            Some(block) => block.steps.push(step(line).unwrap_or_else(|| panic!("line {at} is no step: {line}"))),
        }
    }
    assert_eq!(open, None, "the last block does not end");
    found
}

fn step(line: &str) -> Option<Step> {
    if line == "ends" {
        return Some(Step::Ends);
    }
    let (word, rest) = line.split_once(' ')?;
    let rest = rest.to_owned();
    Some(match word {
        "countersign" | "echo" => Step::Run(line.to_owned()),
        "page" => Step::Page(rest),
        "press" => Step::Press(rest),
        "type" => Step::Type(rest),
        "see" => Step::See(rest),
        _ => return None,
    })
}

#[test]
fn blocks_are_read_in_their_order() {
    let text = "words\n```terminal A\ncountersign demo\nsee Home\n```\n```sh\npress x\n```\n```terminal B\npress g o\ntype a b\npage c\nends\n```\n";
    let block = |terminal: &str, line, steps| Block { terminal: terminal.to_owned(), line, steps };
    let expected = [
        block("A", 2, vec![Step::Run("countersign demo".into()), Step::See("Home".into())]),
        block("B", 9, vec![Step::Press("g o".into()), Step::Type("a b".into()), Step::Page("c".into()), Step::Ends]),
    ];
    assert_eq!(blocks(text), expected);
    assert_eq!(step("echo a > b"), Some(Step::Run("echo a > b".into())));
    assert_eq!(step("look at this"), None);
}
