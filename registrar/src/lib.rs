//! What the registrar's device does: make voting rights and put them on letters. It is what the page's script calls,
//! in a worker, and nothing else.
//!
//! The rights stay in the browser; only their public parts are meant to leave it. It asks for nothing from the network
//! and keeps nothing; the randomness comes from the browser.

use ballot::generator::Generator;
use ballot::text::sha256;
use ballot::v1::credential::{Credential, list_of_texts};
use ballot::v1::group::{Belenios2048, Group};
use ballot::words;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize;

/// Makes the rights of one vote: its table is made once.
#[wasm_bindgen]
pub struct Rights {
    uuid: String,
    table: <Belenios2048 as Group>::SecretTable,
    generator: Generator,
}

#[wasm_bindgen]
impl Rights {
    /// For the vote of this identifier, with 32 bytes from the browser's generator.
    ///
    /// # Errors
    /// If these are not 32 bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(uuid: String, mut random: Vec<u8>) -> Result<Self, String> {
        let seed: &[u8; 32] = random.as_slice().try_into().map_err(|_| "seed")?;
        let generator = Generator::new(seed);
        random.zeroize();
        Ok(Self {
            uuid,
            table: Belenios2048::secret_table(&Belenios2048::generator()),
            generator,
        })
    }

    /// A new right: what its voter types, then its public part.
    #[wasm_bindgen(js_name = next)]
    pub fn make(&mut self) -> Vec<String> {
        let credential = Credential::random(&mut self.generator);
        let key = credential.key::<Belenios2048>(&self.uuid, &self.table);
        let public = Belenios2048::element_text(&key.public());
        vec![credential.as_str().to_owned(), public]
    }
}

/// Eight words of the public list of these public parts, as the archive will hold it.
#[wasm_bindgen(js_name = listWords)]
pub fn list_words(publics: Vec<String>) -> String {
    let list = list_of_texts(publics.iter().map(String::as_str).collect());
    words::of(&sha256(list.as_bytes()))
}

/// A text as a QR code: modules on a side, then the path that draws the dark ones, each one unit wide.
///
/// # Errors
/// If it is too long.
#[wasm_bindgen]
pub fn qr(text: &str) -> Result<Vec<String>, String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|e| e.to_string())?;
    let mut path = String::new();
    for (number, colour) in code.to_colors().iter().enumerate() {
        if *colour == Color::Dark {
            let (x, y) = (number % code.width(), number / code.width());
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok(vec![code.width().to_string(), path])
}
