//! What becomes of the underlying units when a block is cut or joined.
//! When exactly as many are named as the block holds, they are cut in step with the serials; else a part says `part of` the whole.
//! Must not know: what the underlying registry is.

use crate::{
    domain::{Serial, SerialRange},
    text::Untrusted,
};

const PART_OF: &str = "part of ";

/// Underlying units as `VCS 1-930`: a registry's name and its unit numbers.
struct Units<'a> {
    registry: &'a str,
    numbers: SerialRange,
}

/// Reads the one spelling that is written here, and only if there are as many units as serials.
fn in_step(text: &Untrusted, serials: SerialRange) -> Option<Units<'_>> {
    let (registry, numbers) = text.octets().rsplit_once(' ')?;
    let (first, last) = numbers.split_once('-')?;
    let read = |number: &str| number.parse().ok().filter(|serial: &Serial| serial.number().to_string() == number);
    let numbers = SerialRange::new(read(first)?, read(last)?).ok()?;
    let whole = !registry.starts_with(PART_OF) && numbers.quantity() == serials.quantity();
    whole.then_some(Units { registry, numbers })
}

fn written(registry: &str, numbers: SerialRange) -> Untrusted {
    Untrusted::new(format!("{registry} {}-{}", numbers.first().number(), numbers.last().number()))
}

/// The underlying units of the serials `part` of a block that has the serials `whole`.
pub(super) fn of_part(text: &Untrusted, whole: SerialRange, part: SerialRange) -> Untrusted {
    let none = matches!(text.octets(), "" | "NA");
    if part == whole || none || text.octets().starts_with(PART_OF) {
        return text.clone();
    }
    let cut = in_step(text, whole).and_then(|units| Some(written(units.registry, shifted(units.numbers, whole, part)?)));
    cut.unwrap_or_else(|| Untrusted::new(format!("{PART_OF}{}", text.octets())))
}

/// The numbers that stand where `part` stands in `whole`.
fn shifted(numbers: SerialRange, whole: SerialRange, part: SerialRange) -> Option<SerialRange> {
    let at = |serial: Serial| {
        let distance = serial.number().checked_sub(whole.first().number())?;
        Serial::new(numbers.first().number().checked_add(distance)?).ok()
    };
    SerialRange::new(at(part.first())?, at(part.last())?).ok()
}

/// The underlying units of two neighbours together; `None` when they can't be said as one.
pub(super) fn of_both(left: (&Untrusted, SerialRange), right: (&Untrusted, SerialRange)) -> Option<Untrusted> {
    match (in_step(left.0, left.1), in_step(right.0, right.1)) {
        (Some(a), Some(b)) => {
            // They follow each other as the serials do, or the joined block would name other units than its parts.
            let in_order = (a.numbers < b.numbers) == (left.1 < right.1);
            let joined =
                a.numbers.merge(b.numbers).filter(|_| in_order && a.numbers.touches(b.numbers) && a.registry == b.registry);
            joined.map(|numbers| written(a.registry, numbers))
        }
        (None, None) => (left.0 == right.0).then(|| left.0.clone()),
        _ => None,
    }
}
