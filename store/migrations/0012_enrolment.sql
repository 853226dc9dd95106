-- A code handed over to somebody with a role, with which she makes her first passkey: only a keyed hash of it, and until
-- when it works. One of an account at a time.
CREATE TABLE enrolment (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  code_hash BYTEA NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
