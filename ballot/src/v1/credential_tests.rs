//! The credential's forms.

use super::*;
use crate::v1::group::Belenios2048 as G;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

fn table() -> <G as Group>::SecretTable {
    G::secret_table(&G::generator())
}

#[test]
fn the_tool_derives_the_same_secret() {
    let credential = Credential::read(" UD1-inU-xiM-JbZ-31c\n").unwrap();
    let key = credential.key::<G>("boWhzMxpyjALMZ", &table());
    let secret = "31194207832209964722181988289683539920032159944893638960529346548751452972531";
    assert_eq!(G::scalar_text(&key.secret), secret);
    assert!(Credential::read("UD1-inU-xiM-JbZ-31d").is_err());
}

#[test]
fn what_a_hurried_hand_types_is_understood() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    for _ in 0..50 {
        let credential = Credential::random(&mut rng);
        let text = credential.as_str().to_owned();
        assert_eq!(text.len(), 31);
        let typed = text
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert_eq!(Credential::read(&typed).unwrap().as_str(), text);
        assert_eq!(
            Credential::read(&text.replace('-', "")).unwrap().as_str(),
            text
        );
    }
}

#[test]
fn one_wrong_letter_or_two_exchanged_are_noticed() {
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let credential = Credential::random(&mut rng);
    let letters: Vec<u8> = credential
        .as_str()
        .bytes()
        .filter(|byte| *byte != b'-')
        .collect();
    let reads = |letters: &[u8]| Credential::read(std::str::from_utf8(letters).unwrap()).is_ok();
    assert!(reads(&letters));
    for at in 0..letters.len() {
        for letter in LETTERS {
            let mut other = letters.clone();
            other[at] = *letter;
            assert_eq!(reads(&other), other == letters);
        }
        if at > 0 {
            let mut other = letters.clone();
            other.swap(at, at - 1);
            assert_eq!(reads(&other), other == letters);
        }
        assert!(!reads(&[&letters[..at], &letters[at + 1..]].concat()));
    }
    assert!(Credential::read("").is_err());
    assert!(Credential::read("é").is_err());
}

#[test]
fn one_credential_is_another_in_another_election() {
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let credential = Credential::random(&mut rng);
    let here = credential.key::<G>("TikerMadeThis1", &table()).public();
    assert_eq!(
        here,
        credential.key::<G>("TikerMadeThis1", &table()).public()
    );
    assert_ne!(
        here,
        credential.key::<G>("TikerMadeThis2", &table()).public()
    );
}
