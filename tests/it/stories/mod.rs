//! Stories of the whole product, told on both engines.

mod card;
