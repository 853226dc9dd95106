//! The key that a ceremony makes, and the rehearsal of its opening: a sum whose content and randomness everybody knows,
//! so that what a trustee gives for it opens nothing else.

use super::super::{Group, uuid};
use super::{State, given};
use crate::{Error, Result, Rng, random};
use ballot::Code;
use ballot::v1::ceremony::{Published, trustees};
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::tally::{PartialDecryption, Tally, open, result_text};
use ballot::v1::trustee::Trustees;
use store::trustee::{Rehearsal, Text};

/// What is in a rehearsal: the votes for its two answers.
pub const REHEARSED: [u64; 2] = [1, 2];

/// A part of the rehearsal's decryption, checked.
pub(super) fn part(state: &State, index: usize, text: &str) -> Result<PartialDecryption<Group>> {
    let rehearsal = &state.ceremony.rehearsal;
    let election = Election::<Group>::read(rehearsal.election.as_bytes())?;
    let tally = Tally::read(rehearsal.sum.as_bytes(), rehearsal.size.as_bytes())?;
    let trustees = Trustees::<Group>::read(state.ceremony.trustees.as_bytes())?;
    let keys = trustees.keys();
    let key = keys
        .get(index - 1)
        .ok_or(Error::Sealed(Code::DecryptionOwner))?;
    let part = PartialDecryption::<Group>::read(text.as_bytes())?;
    part.check(&election, &tally, &key.public)?;
    Ok(part)
}

/// The key of all that was published, and a small vote sealed with it, to rehearse on.
pub(super) fn key(rng: &mut Rng, state: &State) -> Result<(String, Rehearsal)> {
    let shape = state.shape();
    let certificates = state.certificates()?;
    let dealings = state.dealings(&certificates)?;
    let published = (1..).zip(&state.trustees).map(|(index, t)| {
        Ok(Published::read(
            &t.published,
            shape,
            index,
            &certificates,
            &dealings,
        )?)
    });
    let published = published.collect::<Result<Vec<_>>>()?;
    let trustees = trustees(shape, certificates, &dealings, published)?;
    let rehearsal = rehearsal(&trustees, rng)?;
    Ok((trustees.text(), rehearsal))
}

fn rehearsal(trustees: &Trustees<Group>, rng: &mut Rng) -> Result<Rehearsal> {
    let answers = ["1", "2"].map(str::to_owned).to_vec();
    let question = Question {
        question: "1, 2".to_owned(),
        answers,
        blank: false,
        min: 1,
        max: 1,
    };
    let draft = Draft {
        uuid: uuid(rng),
        name: "Répétition".to_owned(),
        questions: vec![question],
        ..Draft::default()
    };
    let election = Election::<Group>::new(draft, trustees.check()?)?;
    let seed: [u8; 32] = random(rng);
    let tally = Tally::known(&election, &REHEARSED, &seed)?;
    Ok(Rehearsal {
        sum: tally.text(),
        size: tally.sized_text(),
        result: result_text(&vec![REHEARSED.to_vec()]),
        seed: ballot::text::hex(&seed),
        election: election.text,
    })
}

/// Whichever trustees are missing, those that must be enough open the rehearsal, and find what is in it.
pub(super) fn every_choice_opens(state: &State) -> Result<()> {
    let rehearsal = &state.ceremony.rehearsal;
    let tally = Tally::read(rehearsal.sum.as_bytes(), rehearsal.size.as_bytes())?;
    let trustees = Trustees::<Group>::read(state.ceremony.trustees.as_bytes())?;
    let shape = state.shape();
    for from in [Text::FromFile, Text::FromPaper] {
        let all = (1..).zip(&state.trustees);
        let parts = all.map(|(index, t)| Ok((index, part(state, index, given(t, from))?)));
        let parts = parts.collect::<Result<Vec<_>>>()?;
        // of nine trustees there are at most 126 choices
        for chosen in 0u32..1 << shape.size {
            if usize::try_from(chosen.count_ones()).ok() != Some(shape.threshold) {
                continue;
            }
            let some = parts
                .iter()
                .filter(|(index, _)| chosen >> (index - 1) & 1 == 1);
            let some: Vec<_> = some.cloned().collect();
            if result_text(&open(&trustees, &tally, &some)?) != rehearsal.result {
                return Err(Error::Sealed(Code::ResultDiffers));
            }
        }
    }
    Ok(())
}
