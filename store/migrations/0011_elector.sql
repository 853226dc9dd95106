-- The electoral roll: for each voter a keyed hash of who she is, and her polling station. What a name is stands nowhere.
CREATE TABLE electoral_roll (
  id TEXT PRIMARY KEY,
  -- being read, waiting for a decision, in use
  state TEXT NOT NULL CHECK (state IN ('arriving', 'draft', 'current')),
  -- numbers and lines, no names
  report TEXT NOT NULL DEFAULT '',
  voters BIGINT NOT NULL DEFAULT 0,
  made_at BIGINT NOT NULL,
  ends_at BIGINT
);
CREATE UNIQUE INDEX electoral_roll_current ON electoral_roll (state) WHERE state <> 'arriving';

CREATE TABLE elector (
  roll_id TEXT NOT NULL REFERENCES electoral_roll (id),
  key_hash BYTEA NOT NULL,
  -- the same without the birthplace
  name_hash BYTEA NOT NULL,
  station TEXT NOT NULL,
  ambiguous BIGINT NOT NULL CHECK (ambiguous IN (0, 1)),
  -- whose identity was proven to be this voter's, and what her level was before
  account_id TEXT REFERENCES account (id),
  level_before TEXT,
  PRIMARY KEY (roll_id, key_hash)
);
CREATE INDEX elector_name ON elector (roll_id, name_hash);
CREATE UNIQUE INDEX elector_account ON elector (roll_id, account_id);
