-- Who an account is to the civil registers, once that was proven: keyed hashes, and nothing that can be read. One person is
-- one account's.
CREATE TABLE civil (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  -- name at birth, given names, date of birth
  name_hash BYTEA NOT NULL,
  -- the same with the birthplace, where it is known
  key_hash BYTEA,
  -- how it was proven, and when
  source TEXT NOT NULL CHECK (source IN ('desk', 'france_connect', 'letter')),
  proven_at BIGINT NOT NULL
);
CREATE INDEX civil_name ON civil (name_hash);
CREATE UNIQUE INDEX civil_key ON civil (key_hash);

-- Whoever was found on the roll is known by it. Who was verified otherwise before who she is was kept is verified again: else one
-- person would have two voices.
INSERT INTO civil (account_id, name_hash, key_hash, source, proven_at)
  SELECT e.account_id, e.name_hash, NULL, 'desk', r.made_at FROM elector e JOIN electoral_roll r ON r.id = e.roll_id
  WHERE r.state = 'current' AND e.account_id IS NOT NULL;
UPDATE account SET level = 'mailbox'
  WHERE level IN ('identified', 'resident') AND origin = 'email' AND id NOT IN (SELECT account_id FROM civil);

-- The account into which its owner has put this one. Its address leads there.
ALTER TABLE account ADD COLUMN merged_into TEXT;
CREATE INDEX account_merged ON account (merged_into);

-- A code on paper that opens an account without an address: handed over at the desk.
CREATE TABLE letter (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  code_hash BYTEA NOT NULL,
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX letter_code ON letter (code_hash);
