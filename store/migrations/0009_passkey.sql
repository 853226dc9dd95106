-- Passkeys: the public keys of devices that let somebody in. A credential is looked up by a keyed hash; key and name are
-- sealed, apart: a device may use the one while its owner changes the other.
CREATE TABLE passkey (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  credential_hash BYTEA NOT NULL UNIQUE,
  name_sealed BYTEA NOT NULL,
  -- the public key and its counter, as the library writes them
  key_sealed BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account_id);
