//! The mouse, as far as the console knows it: a press of the left button, and the wheel. Everything it does a key does too.
//! Other buttons, releases, movements and presses with a modifier are the terminal's.
//! Must not know: what stands where, or how a terminal reports it.

/// Something done with the mouse, and where: columns and rows from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What was done.
    pub act: MouseAct,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseAct {
    /// The left button was pressed.
    Press,
    /// The wheel was turned away from the hand by one notch.
    WheelUp,
    /// The wheel was turned towards the hand by one notch.
    WheelDown,
}
