-- Sealed votes: what a process's vote is when its ballots are encrypted on the voter's device. The urn is
-- public: every event of it, in order. No table here takes an account.
CREATE TABLE election (
  process_id TEXT PRIMARY KEY REFERENCES process (id),
  -- the exact text of the election and of its trustees, once it is open
  definition TEXT NOT NULL,
  trustees TEXT NOT NULL,
  -- the one time of all records of the archive, in seconds
  began_at BIGINT NOT NULL,
  -- where the archive ends: number of events, hash of the last one (64 digits), bytes
  events BIGINT NOT NULL,
  head TEXT NOT NULL,
  size BIGINT NOT NULL
);

-- The archive, one row for each event with the records before it, exactly as they are downloaded.
CREATE TABLE urn_event (
  process_id TEXT NOT NULL REFERENCES process (id),
  height BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('Setup', 'Ballot', 'EndBallots', 'EncryptedTally', 'PartialDecryption', 'Result')),
  -- what it names (64 digits; empty where it names nothing), and its own hash
  payload TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (process_id, height),
  UNIQUE (process_id, hash)
);
CREATE INDEX urn_event_payload ON urn_event (process_id, payload);

-- The public list of voting rights, in the archive's order; the event of the last ballot that each has cast, 0 for none.
CREATE TABLE voting_right (
  process_id TEXT NOT NULL REFERENCES process (id),
  credential_hash BYTEA NOT NULL,
  weight BIGINT NOT NULL,
  last_ballot BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (process_id, credential_hash)
);
