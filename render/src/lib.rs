//! What turns content into a form: the commune's colour into a palette, its coat of arms into images.
//! Never here: a page, a sentence, a database, a clock. Nothing that was sent is handed on as it came.

pub mod arms;
pub mod colour;
pub mod palette;

pub use arms::{Arms, ArmsError};
pub use colour::Colour;
pub use palette::Palette;
