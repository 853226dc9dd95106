//! What the running site declares, for its impact assessment. **Never here**: what is not public elsewhere already.

use crate::fmt;
use crate::web::{Ctx, Failure};
use civic::identity::Way;
use civic::process::{PhaseKind, Urn};
use services::legal::Legal;
use services::{elector, passkey, reading};

/// What the running site declares, as everybody may know it.
#[derive(Clone, Debug, Default)]
pub(super) struct Site {
    pub(super) commune: String,
    pub(super) said: Legal,
    /// The providers that are set up.
    pub(super) ways: Vec<Way>,
    pub(super) passkeys: bool,
    pub(super) https: bool,
    /// Whether a published vote has such a ballot box.
    pub(super) ordinary: bool,
    pub(super) sealed: bool,
    /// Until when an electoral roll is in use, in words.
    pub(super) roll: Option<String>,
    pub(super) invented: bool,
}

impl Site {
    /// What it declares now.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn of(ctx: &Ctx) -> Result<Site, Failure> {
        let mut tx = ctx.read().await?;
        let said = services::legal::load(&mut tx).await?;
        let roll = elector::current(&mut tx).await?;
        let listed = reading::processes(&mut tx).await?;
        drop(tx);
        let votes = listed.iter().map(|listed| &listed.process);
        let votes = votes.filter(|process| process.phase(PhaseKind::Vote).is_some());
        let urns: Vec<Urn> = votes.map(|process| process.urn).collect();
        let end = |at| fmt::date(ctx.lang, at);
        let ways = Way::ALL.into_iter();
        Ok(Site {
            commune: ctx.look.name.to_string(),
            said,
            ways: ways
                .filter(|way| ctx.app.providers.of(*way).is_some())
                .collect(),
            passkeys: ctx.app.origin.as_deref().is_some_and(passkey::possible),
            https: ctx.app.https,
            ordinary: urns.contains(&Urn::Ordinary),
            sealed: urns.iter().any(|urn| *urn != Urn::Ordinary),
            roll: roll.map(|roll| roll.ends_at.map(end).unwrap_or_default()),
            invented: ctx.app.demonstration.is_some(),
        })
    }

    /// Whether the assessment speaks of ordinary ballot boxes: it speaks of both while there is no vote.
    pub(super) fn has_ordinary(&self) -> bool {
        self.ordinary || !self.sealed
    }

    /// Whether it speaks of sealed ones.
    pub(super) fn has_sealed(&self) -> bool {
        self.sealed || !self.ordinary
    }
}
