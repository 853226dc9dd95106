-- Who somebody is to a provider of identities (FranceConnect). What the provider calls her is kept as a keyed hash only.
CREATE TABLE identity (
  way TEXT NOT NULL,
  subject_hash BYTEA NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  linked_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (way, subject_hash)
);
CREATE UNIQUE INDEX identity_account ON identity (account_id, way);

-- A sign-in on its way through a provider, for the browser that began it. It comes back once, or not at all.
CREATE TABLE journey (
  state_hash BYTEA PRIMARY KEY,
  browser_hash BYTEA NOT NULL,
  way TEXT NOT NULL,
  -- what the provider's answer is checked against, and where to go afterwards
  sealed BYTEA NOT NULL,
  expires_at BIGINT NOT NULL
);

-- What signs a session out where it was signed in.
ALTER TABLE session ADD COLUMN id_token_sealed BYTEA;
