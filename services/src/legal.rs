//! What the law wants a site to say of who publishes it (loi n° 2004-575 du 21 juin 2004, art. 1-1) and of who is asked about
//! personal data (GDPR, art. 13.1.b): typed once by an administrator, and read by everybody.

use crate::{Error, Result, Rng, audit};
use civic::field::{self, FieldErrors};
use civic::permission::{Actor, Role};
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::{Tx, meta};

/// Name of the fact.
const FACT: &str = "legal";
/// Longest line, in characters.
pub const LINE: u32 = 200;

/// Names of the fields, in the order of the form.
pub const FIELDS: [&str; 5] = ["address", "director", "host", "contact", "officer"];

/// What is said; an empty line is one that nobody has filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Legal {
    /// The town hall's address.
    pub address: String,
    /// Who answers for what is published: the mayor.
    pub director: String,
    /// Who hosts the machine: name and address.
    pub host: String,
    /// How the town hall is reached: telephone, e-mail.
    pub contact: String,
    /// How the data protection officer is reached.
    pub officer: String,
}

impl Legal {
    /// The lines, in the order of [`FIELDS`].
    #[must_use]
    pub fn lines(&self) -> [&str; 5] {
        [
            &self.address,
            &self.director,
            &self.host,
            &self.contact,
            &self.officer,
        ]
    }

    /// From lines in that order.
    #[must_use]
    pub fn of([address, director, host, contact, officer]: [String; 5]) -> Legal {
        Legal {
            address,
            director,
            host,
            contact,
            officer,
        }
    }

    /// How many lines nobody has filled in.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.lines().iter().filter(|line| line.is_empty()).count()
    }
}

/// What is said.
///
/// # Errors
/// What the database says; what cannot be read there counts as not filled in.
pub async fn load(tx: &mut Tx) -> Result<Legal> {
    let kept = meta::get(tx, FACT).await?;
    Ok(kept
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// The same for the form.
///
/// # Errors
/// [`Error::Refused`] without the role.
pub async fn to_edit(tx: &mut Tx, actor: &Actor) -> Result<Legal> {
    actor.with_role(Role::Administrator)?;
    load(tx).await
}

/// Says something else, by an administrator.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Fields`] (of [`FIELDS`]: too long, or no line).
pub async fn set(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    typed: [&str; 5],
) -> Result<()> {
    let administrator = actor.with_role(Role::Administrator)?.clone();
    let mut errors = FieldErrors::default();
    let mut lines: [String; 5] = Default::default();
    for ((kept, name), typed) in lines.iter_mut().zip(FIELDS).zip(typed) {
        match field::line(typed, 0, LINE) {
            Ok(line) => *kept = line,
            Err(error) => errors.0.push((name, error)),
        }
    }
    if !errors.is_empty() {
        return Err(Error::Fields(errors));
    }
    let text = serde_json::to_string(&Legal::of(lines)).map_err(|e| Error::Count(e.to_string()))?;
    meta::set(tx, FACT, &text).await?;
    audit(
        tx,
        Some(&administrator),
        now,
        rng,
        "legal.set",
        "meta",
        FACT,
    )
    .await
}
