//! What every table holds about people, declared beside the tables: the register of processing (GDPR, art. 30) is made from
//! it, and a test compares it with the tables' text, so that no column about somebody is added unnoticed.
//!
//! **Never here**: data, or how long it lasts (`services::retention`).

use civic::personal::Processing as P;

/// What a table holds about people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The table.
    pub table: &'static str,
    /// What for; `None` for a table about nobody.
    pub processing: Option<P>,
    /// Columns about somebody.
    pub personal: &'static [&'static str],
    /// Its other columns.
    pub plain: &'static [&'static str],
}

const fn of(
    table: &'static str,
    processing: P,
    personal: &'static [&'static str],
    plain: &'static [&'static str],
) -> Held {
    Held {
        table,
        processing: Some(processing),
        personal,
        plain,
    }
}

const fn nobody(table: &'static str, plain: &'static [&'static str]) -> Held {
    Held {
        table,
        processing: None,
        personal: &[],
        plain,
    }
}

/// Every table.
pub const TABLES: &[Held] = &[
    of("meta", P::TownHall, &["value"], &["key"]),
    of(
        "account",
        P::Account,
        &[
            "id",
            "email_hash",
            "email_sealed",
            "name_sealed",
            "level",
            "created_at",
            "closed_at",
            "used_at",
            "told_at",
            "merged_into",
        ],
        &["origin"],
    ),
    of(
        "civil",
        P::Account,
        &["account_id", "name_hash", "key_hash", "source", "proven_at"],
        &[],
    ),
    of(
        "role",
        P::TownHall,
        &["account_id", "role", "granted_at"],
        &[],
    ),
    of(
        "session",
        P::SignIn,
        &[
            "id_hash",
            "account_id",
            "created_at",
            "expires_at",
            "revoked_at",
            "id_token_sealed",
            "proof",
            "device",
            "seen_at",
            "role_seen_at",
        ],
        &[],
    ),
    of(
        "sign_in_code",
        P::SignIn,
        &[
            "email_hash",
            "email_sealed",
            "browser_hash",
            "code_hash",
            "created_at",
        ],
        &["id", "expires_at", "attempts", "consumed_at"],
    ),
    of(
        "rate",
        P::Security,
        &["key_hash"],
        &["window_start", "hits"],
    ),
    of(
        "draft",
        P::SignIn,
        &["browser_hash", "body_sealed"],
        &["form", "expires_at"],
    ),
    nobody("district", &["id", "name", "position", "listed"]),
    nobody(
        "process",
        &[
            "id",
            "slug",
            "template",
            "title",
            "summary",
            "promise",
            "level_to_contribute",
            "level_to_vote",
            "budget",
            "ballot",
            "rule",
            "draw_seed",
            "support_goal",
            "ballots_published",
            "published",
            "proposal_count",
            "last_number",
            "created_at",
            "urn",
        ],
    ),
    nobody(
        "phase",
        &[
            "id",
            "process_id",
            "position",
            "kind",
            "opens_at",
            "closes_at",
        ],
    ),
    nobody("category", &["id", "process_id", "name", "position"]),
    of(
        "proposal",
        P::Participation,
        &["author_id", "title", "body"],
        &[
            "id",
            "process_id",
            "number",
            "category_id",
            "district_id",
            "state",
            "cost",
            "answer",
            "answered_at",
            "source_id",
            "support_count",
            "comment_count",
            "version",
            "created_at",
            "edited_at",
        ],
    ),
    of(
        "proposal_version",
        P::Participation,
        &["title", "body"],
        &["proposal_id", "version", "replaced_at"],
    ),
    nobody("search_token", &["process_id", "token", "number", "weight"]),
    of(
        "support",
        P::Participation,
        &["proposal_id", "account_id", "created_at"],
        &[],
    ),
    of(
        "comment",
        P::Participation,
        &["author_id", "stance", "body", "created_at"],
        &["id", "proposal_id", "parent_id", "withdrawn_at"],
    ),
    of("voter_roll", P::Vote, &["process_id", "account_id"], &[]),
    nobody("ballot", &["process_id", "secret_hash", "content"]),
    nobody("result", &["process_id", "counted_at", "content"]),
    nobody(
        "project",
        &[
            "id",
            "proposal_id",
            "title",
            "summary",
            "status",
            "created_at",
        ],
    ),
    nobody(
        "milestone",
        &["id", "project_id", "title", "body", "status", "created_at"],
    ),
    of(
        "audit",
        P::Security,
        &["actor_id", "action", "object_id", "at"],
        &["id", "object_kind"],
    ),
    of(
        "job",
        P::Mail,
        &["payload_sealed"],
        &[
            "id",
            "kind",
            "run_at",
            "leased_until",
            "attempts",
            "state",
            "last_error",
            "done_at",
        ],
    ),
    nobody("process_district", &["process_id", "district_id"]),
    nobody(
        "election",
        &[
            "process_id",
            "definition",
            "trustees",
            "began_at",
            "events",
            "head",
            "size",
            "rights",
            "voters",
            "list_hash",
        ],
    ),
    nobody(
        "urn_event",
        &["process_id", "height", "kind", "payload", "hash", "bytes"],
    ),
    nobody(
        "voting_right",
        &[
            "process_id",
            "credential_hash",
            "weight",
            "last_ballot",
            "tag",
            "ballots",
        ],
    ),
    of(
        "ceremony",
        P::Keys,
        &["registrar_id"],
        &[
            "process_id",
            "uuid",
            "threshold",
            "trustees",
            "rehearsal",
            "rehearsal_sum",
            "rehearsal_size",
            "rehearsal_result",
            "spares",
            "rehearsal_seed",
        ],
    ),
    of(
        "trustee",
        P::Keys,
        &["account_id", "title"],
        &[
            "process_id",
            "position",
            "certificate",
            "dealing",
            "published",
            "from_file",
            "from_paper",
        ],
    ),
    nobody(
        "spare_right",
        &["process_id", "number", "credential_sealed"],
    ),
    of(
        "right_given",
        P::Vote,
        &["process_id", "account_id", "times"],
        &[],
    ),
    nobody("offered_right", &["process_id", "credential", "weight"]),
    nobody(
        "signed_head",
        &["process_id", "events", "hash", "at", "signature"],
    ),
    of(
        "identity",
        P::SignIn,
        &["way", "subject_hash", "account_id", "linked_at", "used_at"],
        &[],
    ),
    of(
        "journey",
        P::SignIn,
        &["browser_hash", "sealed"],
        &["state_hash", "way", "expires_at"],
    ),
    of(
        "passkey",
        P::SignIn,
        &[
            "id",
            "account_id",
            "credential_hash",
            "name_sealed",
            "key_sealed",
            "created_at",
            "used_at",
        ],
        &[],
    ),
    of(
        "electoral_roll",
        P::Roll,
        &["report"],
        &["id", "state", "voters", "made_at", "ends_at"],
    ),
    of(
        "elector",
        P::Roll,
        &[
            "roll_id",
            "key_hash",
            "name_hash",
            "station",
            "ambiguous",
            "account_id",
            "level_before",
        ],
        &[],
    ),
    of(
        "letter",
        P::SignIn,
        &["account_id", "code_hash", "made_at", "expires_at"],
        &[],
    ),
    of(
        "enrolment",
        P::SignIn,
        &[
            "account_id",
            "code_hash",
            "attempts",
            "created_at",
            "expires_at",
        ],
        &[],
    ),
];

/// The tables of a processing.
pub fn tables(processing: P) -> impl Iterator<Item = &'static Held> {
    TABLES
        .iter()
        .filter(move |held| held.processing == Some(processing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_is_declared_once() {
        let steps = crate::migrate::missing(&[]).unwrap();
        let steps: Vec<String> = steps.into_iter().map(str::to_owned).collect();
        let tables = crate::migrate::schema(&steps).unwrap();
        let names: BTreeSet<&str> = tables.iter().map(|t| t.name).collect();
        let declared: Vec<&str> = TABLES.iter().map(|h| h.table).collect();
        assert_eq!(declared.iter().copied().collect::<BTreeSet<_>>(), names);
        assert_eq!(declared.len(), names.len());
        for table in tables {
            let held = TABLES.iter().find(|h| h.table == table.name).unwrap();
            let columns: BTreeSet<&str> = table.columns.iter().map(|c| c.name).collect();
            let said = held.personal.iter().chain(held.plain);
            let count = held.personal.len() + held.plain.len();
            assert_eq!(
                said.copied().collect::<BTreeSet<_>>(),
                columns,
                "{}",
                table.name
            );
            assert_eq!(
                count,
                columns.len(),
                "{}: a column is declared twice",
                table.name
            );
        }
    }

    /// What points at an account is about its owner, whatever else it is.
    #[test]
    fn what_names_an_account_is_personal() {
        for held in TABLES {
            for column in held.plain {
                let names = ["account", "author", "actor", "registrar"];
                assert!(
                    !names.iter().any(|name| column.contains(name)),
                    "{}.{column}",
                    held.table
                );
            }
            assert_eq!(
                held.processing.is_some(),
                !held.personal.is_empty(),
                "{}",
                held.table
            );
        }
        for processing in P::ALL {
            assert!(
                tables(processing).next().is_some(),
                "{processing:?} has no table"
            );
        }
    }
}
