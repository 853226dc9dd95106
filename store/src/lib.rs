//! The only crate that knows SQL: SQLite and PostgreSQL behind one set of portable statements.
//!
//! A use case gets a [`Tx`] and calls the functions of the table modules; edges open and commit.
//! **Invariants**: no rule of civic life here; SQL text is `'static` (sqlx refuses anything else);
//! what identifies a person is sealed by [`Vault`] before it reaches a statement; the modules
//! `roll` and `urn` never take an account and a ballot in one call.

mod db;
mod migrate;
mod reader;
mod row;
mod schema;
mod vault;
mod writer;

pub mod account;
pub mod audit;
pub mod backup;
pub mod civil;
pub mod closing;
pub mod contribution;
pub mod desk;
pub mod district;
pub mod draft;
pub mod election;
pub mod elector;
pub mod enrolment;
pub mod identity;
pub mod job;
pub mod journey;
pub mod letter;
pub mod merge;
pub mod meta;
pub mod my_data;
pub mod offered;
pub mod passkey;
pub mod personal;
pub mod process;
pub mod project;
pub mod proposal;
pub mod proposal_list;
pub mod rate;
pub mod result;
pub mod roll;
pub mod rotate;
pub mod search;
pub mod session;
pub mod sign_in_code;
pub mod signed_head;
pub mod spare;
pub mod trustee;
mod tx;
pub mod urn;

pub use db::{Backend, Db};
pub use reader::READERS;
pub use row::{Arg, Column, Row};
pub use schema::{Column as SchemaColumn, Kind, Table};
pub use tx::Tx;
pub use vault::Vault;

/// What can go wrong below the rules.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// SQLite refused to read.
    #[error("database, reading: {0}")]
    Read(#[from] rusqlite::Error),
    /// A column of what was read is missing, or of another type.
    #[error("column {column} is missing or of another type")]
    Type {
        /// Its place in the statement, from 0.
        column: usize,
    },
    /// A row holds what no code of ours writes.
    #[error("unexpected value in {table}.{column}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A sealed column was not sealed with this key.
    #[error("a sealed value cannot be opened: is this the right key file?")]
    Key,
    /// Others were reading: try again.
    #[error("the database is being read, try again")]
    Busy,
    /// What was written together with others could not be made to last.
    #[error("the common commit failed: nothing was kept")]
    Lost,
    /// A newer program has changed this database.
    #[error("migration {0} is not known to this program: it is older than the database")]
    Newer(String),
    /// The address of the database is of no known kind.
    #[error("unknown database address: expected sqlite:… or postgres://…")]
    Address,
}

impl StoreError {
    /// Whether others held the database for too long: the same may go through in a moment.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        match self {
            StoreError::Busy | StoreError::Database(sqlx::Error::PoolTimedOut) => true,
            StoreError::Read(e) => e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy),
            // SQLite's SQLITE_BUSY; PostgreSQL's lock timeout and serialization failure
            StoreError::Database(sqlx::Error::Database(e)) => {
                matches!(e.code().as_deref(), Some("5" | "55P03" | "40001" | "40P01"))
            }
            _ => false,
        }
    }

    /// Whether a unique key was already taken.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, StoreError::Database(sqlx::Error::Database(e)) if e.is_unique_violation())
    }
}

/// What store functions give.
pub type Result<T> = std::result::Result<T, StoreError>;
