//! What the commune is called and looks like: its name, its colour, its coat of arms. Kept with the facts of
//! the database, so that a backup carries them and every server that shares it shows the same.
//! Never here: how a page shows them.

use crate::{Error, Result, Rng, audit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use civic::field::{self, FieldError, FieldErrors};
use civic::permission::{Actor, Role};
use civic::time::Now;
use store::{Tx, meta};

pub use render::arms::FILE;
pub use render::palette::Shades;
pub use render::{Arms, ArmsError, Colour, Palette};

/// Name of the fact: `#rrggbb`.
const COLOUR: &str = "commune_colour";
/// Name of the fact: the PNG that [`Arms::png`] made, in base 64.
const ARMS: &str = "commune_arms";
/// Name of the fact: how often the others changed.
const VERSION: &str = "commune_version";

/// Name of the field: the name.
pub const NAME: &str = "name";
/// Name of the field: the colour.
pub const SHADE: &str = "colour";
/// Name of the field: the file of the coat of arms.
pub const FILE_FIELD: &str = "arms";

/// The commune.
#[derive(Clone, Debug, Default)]
pub struct Commune {
    /// Its name; none before the first start.
    pub name: Option<String>,
    /// Its colour; none is the house's own.
    pub colour: Option<Colour>,
    /// Its coat of arms; none is the house's own sign.
    pub arms: Option<Arms>,
    /// How often all this changed.
    pub version: i64,
}

/// What becomes of the coat of arms.
#[derive(Clone, Debug)]
pub enum Change {
    /// Nothing.
    Keep,
    /// There is none any more.
    Remove,
    /// This one, or what was wrong with the file.
    Replace(std::result::Result<Arms, ArmsError>),
}

/// What is typed.
#[derive(Clone, Debug)]
pub struct Form {
    /// The name.
    pub name: String,
    /// The colour, as `#rrggbb`; empty for the house's own.
    pub colour: String,
    /// The coat of arms.
    pub arms: Change,
}

/// How often the commune's name, colour and arms changed: a server that sees another number reads them again.
///
/// # Errors
/// What the database says.
pub async fn version(tx: &mut Tx) -> Result<i64> {
    let kept = meta::get(tx, VERSION).await?;
    Ok(kept.and_then(|v| v.parse().ok()).unwrap_or(0))
}

/// The commune, as everybody sees it.
///
/// # Errors
/// What the database says. What cannot be read there (somebody wrote it by hand) counts as not set.
pub async fn load(tx: &mut Tx) -> Result<Commune> {
    let colour = meta::get(tx, COLOUR).await?;
    let arms = meta::get(tx, ARMS).await?;
    Ok(Commune {
        name: meta::get(tx, meta::COMMUNE).await?,
        colour: colour.and_then(|c| c.parse().ok()),
        arms: arms.and_then(|a| Arms::kept(&STANDARD.decode(a).ok()?).ok()),
        version: version(tx).await?,
    })
}

/// The commune, for whoever may change it.
///
/// # Errors
/// [`Error::Refused`] without the role.
pub async fn show(tx: &mut Tx, actor: &Actor) -> Result<Commune> {
    actor.with_role(Role::Administrator)?;
    load(tx).await
}

/// Changes all three.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Fields`] ([`NAME`], [`SHADE`], [`FILE_FIELD`]).
pub async fn edit(tx: &mut Tx, actor: &Actor, now: Now, rng: &mut Rng, form: &Form) -> Result<()> {
    let who = actor.with_role(Role::Administrator)?.clone();
    let mut errors = FieldErrors::default();
    let name = errors.take(NAME, field::line(&form.name, 1, 80));
    let colour = errors.take(SHADE, colour(&form.colour));
    let arms = errors.take(FILE_FIELD, arms(&form.arms));
    let (Some(name), Some(colour), Some(arms)) = (name, colour, arms) else {
        return Err(Error::Fields(errors));
    };
    meta::set(tx, meta::COMMUNE, &name).await?;
    let colour = colour.map_or_else(String::new, |c| c.to_string());
    meta::set(tx, COLOUR, &colour).await?;
    if let Some(arms) = arms {
        meta::set(tx, ARMS, &arms).await?;
    }
    renew(tx).await?;
    audit(tx, Some(&who), now, rng, "commune.edit", "commune", "-").await
}

/// Gives the commune the name that its operator typed.
///
/// # Errors
/// What the database says.
pub async fn rename(tx: &mut Tx, name: &str) -> Result<()> {
    if meta::get(tx, meta::COMMUNE).await?.as_deref() != Some(name) {
        meta::set(tx, meta::COMMUNE, name).await?;
        renew(tx).await?;
    }
    Ok(())
}

/// Tells every server that shares the database to read the commune again.
pub(crate) async fn renew(tx: &mut Tx) -> Result<()> {
    let next = version(tx).await? + 1;
    meta::set(tx, VERSION, &next.to_string()).await?;
    Ok(())
}

fn colour(typed: &str) -> std::result::Result<Option<Colour>, FieldError> {
    match typed.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| FieldError::Malformed),
    }
}

/// What to keep, if anything changes.
fn arms(change: &Change) -> std::result::Result<Option<String>, FieldError> {
    match change {
        Change::Keep => Ok(None),
        Change::Remove => Ok(Some(String::new())),
        Change::Replace(Ok(arms)) => Ok(Some(STANDARD.encode(arms.png()))),
        Change::Replace(Err(ArmsError::NotAnImage)) => Err(FieldError::Malformed),
        Change::Replace(Err(ArmsError::TooLarge)) => Err(FieldError::TooLarge),
        Change::Replace(Err(ArmsError::TooSmall)) => Err(FieldError::TooSmall),
    }
}
