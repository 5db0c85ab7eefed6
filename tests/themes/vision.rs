//! How far two colours are apart to an eye, also to one that lacks a kind of cones.
//!
//! Eyes without red or green cones: Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision
//! Deficiency", severity 1.0. Without blue cones: Brettel, Viénot, Mollon 1997, "Computerized simulation of color appearance for
//! dichromats", with the planes of libDaltonLens; the model of 2009 doesn't hold for them. Both work on linear light.
//! The distance is CIEDE2000: 1 is just seen side by side, 10 is seen at a glance.

use ratatui::style::Color;

/// An eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eye {
    /// Has all three kinds of cones.
    Usual,
    /// Lacks the red ones.
    Protanope,
    /// Lacks the green ones.
    Deuteranope,
    /// Lacks the blue ones.
    Tritanope,
}

type Matrix = [[f64; 3]; 3];

const PROTAN: Matrix = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTAN: Matrix = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const TRITAN: [Matrix; 2] = [
    [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]],
    [[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]],
];
/// Which of the two half-planes a colour belongs to.
const TRITAN_SIDE: [f64; 3] = [0.03901, -0.02788, -0.01113];

/// How far apart two colours are to an eye (CIEDE2000).
pub fn distance(a: [u8; 3], b: [u8; 3], eye: Eye) -> f64 {
    ciede2000(lab(seen(linear(a), eye)), lab(seen(linear(b), eye)))
}

/// What xterm paints for a colour.
pub fn rgb(color: Option<Color>) -> [u8; 3] {
    let step = |index: u8| [0, 95, 135, 175, 215, 255][usize::from(index % 6)];
    match color {
        Some(Color::Rgb(red, green, blue)) => [red, green, blue],
        Some(Color::Indexed(grey @ 232..)) => [8 + (grey - 232) * 10; 3],
        Some(Color::Indexed(cube @ 16..)) => [step((cube - 16) / 36), step((cube - 16) / 6), step(cube - 16)],
        Some(Color::Black) => [0, 0, 0],
        Some(Color::Yellow) => [205, 205, 0],
        Some(Color::Cyan) => [0, 205, 205],
        Some(Color::LightRed) => [255, 0, 0],
        Some(Color::LightGreen) => [0, 255, 0],
        Some(Color::LightYellow) => [255, 255, 0],
        Some(Color::LightBlue) => [92, 92, 255],
        Some(Color::LightMagenta) => [255, 0, 255],
        Some(Color::LightCyan) => [0, 255, 255],
        other => panic!("{other:?} is not judged"),
    }
}

/// The light a screen gives off for a colour of sRGB, between 0 and 1.
pub fn linear(colour: [u8; 3]) -> [f64; 3] {
    colour.map(|channel| match f64::from(channel) / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    })
}

fn seen(light: [f64; 3], eye: Eye) -> [f64; 3] {
    let matrix = match eye {
        Eye::Usual => return light,
        Eye::Protanope => PROTAN,
        Eye::Deuteranope => DEUTAN,
        Eye::Tritanope => TRITAN[usize::from(dot(TRITAN_SIDE, light) < 0.0)],
    };
    matrix.map(|row| dot(row, light).clamp(0.0, 1.0))
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// CIELAB of linear sRGB, by the white of daylight.
fn lab(light: [f64; 3]) -> [f64; 3] {
    let x = dot([0.4124564, 0.3575761, 0.1804375], light) / 0.95047;
    let y = dot([0.2126729, 0.7151522, 0.0721750], light);
    let z = dot([0.0193339, 0.1191920, 0.9503041], light) / 1.08883;
    let [x, y, z] = [x, y, z].map(|part: f64| if part > 0.008856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// As in Sharma, Wu, Dalal 2005, "The CIEDE2000 Color-Difference Formula: Implementation Notes".
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let saturation = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let stretch = 1.0 + 0.5 * (1.0 - saturation((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = (a1 * stretch, a2 * stretch);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        far if far > 180.0 => far - 360.0,
        far if far < -180.0 => far + 360.0,
        near => near,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.20 * cos(4.0 * h - 63.0);
    let rotation = 60.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rt = -rotation.to_radians().sin() * 2.0 * saturation(c);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (dl, dc, dh) = (dl / sl, dc / (1.0 + 0.045 * c), dh / (1.0 + 0.015 * c * t));
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

/// Pairs of the table of Sharma, Wu and Dalal: each guards against one usual mistake in the formula.
#[test]
fn the_distance_is_ciede2000() {
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0009], 7.1792),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0011], 7.2195),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([90.8027, -2.0831, 1.4410], [91.1528, -1.6435, 0.0447], 1.4441),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = ciede2000(a, b);
        assert!((found - expected).abs() < 0.0001, "{a:?} {b:?}: {found:.4} and not {expected}");
        assert!((ciede2000(b, a) - found).abs() < 1e-9);
    }
}

/// What such eyes are known to confuse, the model confuses; and it leaves greys alone.
#[test]
fn the_eyes_confuse_what_such_eyes_confuse() {
    for (a, b, eye) in [
        ([0xb0, 0x50, 0x30], [0x78, 0x6e, 0x2c], Eye::Deuteranope),
        ([0xd9, 0x5f, 0x5f], [0x7c, 0x7c, 0x62], Eye::Protanope),
        ([0x00, 0xb0, 0xa0], [0x30, 0xab, 0xc8], Eye::Tritanope),
    ] {
        let (usual, without) = (distance(a, b, Eye::Usual), distance(a, b, eye));
        assert!(without * 2.0 < usual, "{eye:?} sees {without:.1} where others see {usual:.1}");
        assert!(distance([0x80; 3], [0xc0; 3], eye) > 15.0);
    }
}
