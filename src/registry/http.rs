//! The HTTP adapter: the admin API over reqwest, with every cap and refusal the contract names.
//! Must not know: screens, or which decorator is around it.
