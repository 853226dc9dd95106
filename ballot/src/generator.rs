//! Random numbers from a seed of 32 bytes, forgotten when they are no longer needed: whoever knows
//! them can open what was sealed with them. The key stream of ChaCha20 (RFC 8439), each seed used once.

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _};
use rand_core::{CryptoRng, RngCore};

/// A generator that erases itself. It gives 256 gigabytes, and then panics.
pub struct Generator(ChaCha20);

impl Generator {
    /// The generator of a seed.
    pub fn new(seed: &[u8; 32]) -> Self {
        Self(ChaCha20::new(seed.into(), &[0; 12].into()))
    }
}

impl RngCore for Generator {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
        self.0.apply_keystream(bytes);
    }
}

impl CryptoRng for Generator {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hex;

    /// RFC 8439, appendix A.1, the first and second vectors: one stream, however it is asked for.
    #[test]
    fn is_the_stream_of_the_standard() {
        let mut generator = Generator::new(&[0; 32]);
        let mut bytes = [0; 128];
        let (first, rest) = bytes.split_at_mut(5);
        generator.fill_bytes(first);
        generator.fill_bytes(rest);
        assert!(
            hex(&bytes)
                .starts_with("76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7")
        );
        assert!(
            hex(&bytes[64..])
                .starts_with("9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed")
        );
    }
}
