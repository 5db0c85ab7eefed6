//! Themes.

/// A theme.
#[derive(Clone, Debug)]
pub struct Theme;
