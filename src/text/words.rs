//! Amounts in words, as on a cheque: `twelve thousand five hundred` (F11).
//! One number has one spelling: small letters, a hyphen between tens and ones, no "and", single spaces.
//! Must not know: what is counted.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// From twenty.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The powers of a thousand that a 64-bit number can have, the greatest first.
const SCALES: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "quintillion"),
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// The number in words.
pub fn words(number: u64) -> String {
    if number == 0 {
        return "zero".to_owned();
    }
    let mut said = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        if rest >= scale {
            hundreds(rest / scale, &mut said);
            said.push(name.to_owned());
            rest %= scale;
        }
    }
    hundreds(rest, &mut said);
    said.join(" ")
}

/// The number that words say; `None` for anything that [`words`] would not write.
pub fn number(text: &str) -> Option<u64> {
    let (mut total, mut group) = (0u64, 0u64);
    for word in text.split(' ') {
        if let Some((scale, _)) = SCALES.iter().find(|(_, name)| *name == word) {
            total = total.checked_add(group.checked_mul(*scale)?)?;
            group = 0;
        } else if word == "hundred" {
            group = group.checked_mul(100)?;
        } else {
            group = group.checked_add(below_hundred(word)?)?;
        }
    }
    let number = total.checked_add(group)?;
    // Order, hyphens and everything else that words could say in another way are checked by writing the number again.
    (words(number) == text).then_some(number)
}

/// Says a number below a thousand; nothing for zero.
fn hundreds(number: u64, said: &mut Vec<String>) {
    if number >= 100 {
        said.push(one(number / 100).to_owned());
        said.push("hundred".to_owned());
    }
    let rest = number % 100;
    match (rest / 10, rest % 10) {
        (0, 0) => {}
        (0 | 1, _) => said.push(one(rest).to_owned()),
        (tens, 0) => said.push(ten(tens).to_owned()),
        (tens, ones) => said.push(format!("{}-{}", ten(tens), one(ones))),
    }
}

fn one(number: u64) -> &'static str {
    usize::try_from(number).ok().and_then(|at| ONES.get(at)).copied().unwrap_or_default()
}

fn ten(tens: u64) -> &'static str {
    usize::try_from(tens).ok().and_then(|tens| TENS.get(tens.checked_sub(2)?)).copied().unwrap_or_default()
}

fn below_hundred(word: &str) -> Option<u64> {
    let place = |list: &[&str], word: &str| list.iter().position(|name| *name == word).and_then(|at| u64::try_from(at).ok());
    if let Some(number) = place(&ONES, word) {
        return Some(number);
    }
    let (tens, ones) = word.split_once('-').map_or((word, None), |(tens, ones)| (tens, Some(ones)));
    let ones = ones.map_or(Some(0), |ones| place(&ONES, ones))?;
    Some((place(&TENS, tens)? + 2) * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// F11: what stands in the signed text beside the figures.
    #[test]
    fn amounts_are_said_as_on_a_cheque() {
        for (figures, said) in [
            (0, "zero"),
            (7, "seven"),
            (10, "ten"),
            (13, "thirteen"),
            (20, "twenty"),
            (21, "twenty-one"),
            (99, "ninety-nine"),
            (100, "one hundred"),
            (101, "one hundred one"),
            (110, "one hundred ten"),
            (999, "nine hundred ninety-nine"),
            (1_000, "one thousand"),
            (1_001, "one thousand one"),
            (12_500, "twelve thousand five hundred"),
            (125_000, "one hundred twenty-five thousand"),
            (1_000_000, "one million"),
            (1_000_000_007, "one billion seven"),
            (2_040_000_300_019, "two trillion forty billion three hundred thousand nineteen"),
            (
                u64::MAX,
                "eighteen quintillion four hundred forty-six quadrillion seven hundred forty-four trillion \
                 seventy-three billion seven hundred nine million five hundred fifty-one thousand six hundred fifteen",
            ),
        ] {
            assert_eq!((words(figures).as_str(), number(said)), (said, Some(figures)));
        }
    }

    #[test]
    fn what_is_spelled_otherwise_is_not_read() {
        for text in [
            "",
            " ",
            "Seven",
            "seven ",
            "twenty one",
            "twenty-zero",
            "twenty-eleven",
            "one-hundred",
            "hundred",
            "thousand",
            "one hundred and one",
            "twelve hundred",
            "one thousand  one",
            "five hundred twelve thousand one million",
            "zero hundred",
            "zero thousand",
            "twelve thousand zero",
            "one thousand thousand",
            "nineteen quintillion",
            "12500",
            "fourty",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_reads_back(figures: u64, shift in 0u32..64) {
            let figures = figures >> shift;
            prop_assert_eq!(number(&words(figures)), Some(figures));
        }

        #[test]
        fn whatever_reads_is_spelled_in_the_one_way(text in "((one|two|ten|twenty|twenty-one|hundred|thousand|million|zero) ?){1,6}") {
            if let Some(figures) = number(&text) {
                prop_assert_eq!(words(figures), text);
            }
        }
    }
}
