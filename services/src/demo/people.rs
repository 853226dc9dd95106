//! The people of the invented commune: pseudonyms only, a first name and an initial.

use crate::{Result, Rng, person, sign_in};
use civic::permission::{Actor, Role};
use civic::time::Now;
use store::Tx;

const FIRST_NAMES: [&str; 24] = [
    "Anne", "Yann", "Maëlle", "Erwan", "Soizic", "Gwenaël", "Nolwenn", "Loïc", "Katell", "Ronan",
    "Fatou", "Mehdi", "Jeanne", "Paul", "Lena", "Malo", "Rozenn", "Titouan", "Aïcha", "Hervé",
    "Marie-Jo", "Denis", "Enora", "Bastien",
];
const INITIALS: [&str; 4] = ["K.", "L.", "M.", "G."];

/// How many people live here.
pub(super) const ALL: usize = FIRST_NAMES.len() * INITIALS.len();

/// The official's address.
pub(super) const TOWN_HALL: &str = "mairie@demo.example";

/// Signs everybody up; one in four gives no name.
pub(super) async fn make(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<Vec<Actor>> {
    let mut people = Vec::with_capacity(ALL);
    for n in 0..ALL {
        let (first, initial) = (
            FIRST_NAMES[n % FIRST_NAMES.len()],
            INITIALS[n / FIRST_NAMES.len()],
        );
        let now = now.plus_seconds(i64::try_from(n).unwrap_or(0) * 5_400);
        let email = format!("habitant{n:02}@demo.example");
        let id = sign_in::account_of(tx, now, rng, &email).await?;
        let actor = store::account::actor(tx, &id).await?;
        if n % 4 != 3 {
            person::set_name(tx, &actor, now, rng, &format!("{first} {initial}")).await?;
        }
        people.push(actor);
    }
    Ok(people)
}

/// The official of the town hall.
pub(super) async fn official(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<Actor> {
    let id = sign_in::account_of(tx, now, rng, TOWN_HALL).await?;
    let known = store::account::actor(tx, &id).await?;
    if !known.has(Role::Official) {
        person::give_role(tx, None, now, rng, &id, Role::Official, true).await?;
    }
    Ok(store::account::actor(tx, &id).await?)
}
