-- Portable SQL for both databases. On SQLite the runner turns BIGINT into INTEGER and BYTEA into
-- BLOB and makes the tables STRICT. Ids are TEXT (UUID), time BIGINT (microseconds UTC), money
-- BIGINT (cents), truth values BIGINT 0/1, enums TEXT with CHECK.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- People. What identifies is sealed; the keyed hash is for look-up.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  email_hash BYTEA UNIQUE,
  email_sealed BYTEA,
  name_sealed BYTEA,
  level TEXT NOT NULL CHECK (level IN ('anonymous', 'mailbox', 'resident')),
  origin TEXT NOT NULL CHECK (origin IN ('email', 'import')),
  created_at BIGINT NOT NULL
);

CREATE TABLE role (
  account_id TEXT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL CHECK (role IN ('official', 'agent', 'administrator')),
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, role)
);

CREATE TABLE session (
  id_hash BYTEA PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE sign_in_code (
  id TEXT PRIMARY KEY,
  email_hash BYTEA NOT NULL,
  email_sealed BYTEA NOT NULL,
  code_hash BYTEA NOT NULL,
  browser_hash BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  consumed_at BIGINT
);
CREATE INDEX sign_in_code_browser ON sign_in_code (browser_hash);

-- Counts of attempts in a window; the key is a keyed hash of account, target or network.
CREATE TABLE rate (
  key_hash BYTEA PRIMARY KEY,
  window_start BIGINT NOT NULL,
  hits BIGINT NOT NULL
);

-- What was typed when the session had ended: sealed, one per browser and form, a day at most.
CREATE TABLE draft (
  browser_hash BYTEA NOT NULL,
  form TEXT NOT NULL,
  body_sealed BYTEA NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (browser_hash, form)
);

CREATE TABLE district (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  position BIGINT NOT NULL
);

CREATE TABLE process (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  template TEXT NOT NULL CHECK (template IN ('participatory_budget', 'concertation', 'petition')),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  promise TEXT NOT NULL,
  level_to_contribute TEXT NOT NULL CHECK (level_to_contribute IN ('mailbox', 'resident')),
  level_to_vote TEXT NOT NULL CHECK (level_to_vote IN ('mailbox', 'resident')),
  budget BIGINT NOT NULL,
  ballot TEXT NOT NULL,
  rule TEXT NOT NULL,
  draw_seed TEXT NOT NULL,
  support_goal BIGINT NOT NULL,
  ballots_published BIGINT NOT NULL CHECK (ballots_published IN (0, 1)),
  published BIGINT NOT NULL CHECK (published IN (0, 1)),
  proposal_count BIGINT NOT NULL DEFAULT 0,
  -- numbers given so far: proposals of a process are numbered 1, 2, 3…
  last_number BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);

CREATE TABLE phase (
  id TEXT PRIMARY KEY,
  process_id TEXT NOT NULL REFERENCES process (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('propose', 'review', 'vote', 'follow', 'discuss', 'sign')),
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  UNIQUE (process_id, position)
);

CREATE TABLE category (
  id TEXT PRIMARY KEY,
  process_id TEXT NOT NULL REFERENCES process (id),
  name TEXT NOT NULL,
  position BIGINT NOT NULL,
  UNIQUE (process_id, name)
);

CREATE TABLE proposal (
  id TEXT PRIMARY KEY,
  process_id TEXT NOT NULL REFERENCES process (id),
  number BIGINT NOT NULL,
  author_id TEXT REFERENCES account (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  category_id TEXT REFERENCES category (id),
  district_id TEXT REFERENCES district (id),
  state TEXT NOT NULL CHECK (state IN ('submitted', 'admitted', 'refused', 'withdrawn', 'selected', 'not_selected')),
  cost BIGINT,
  answer TEXT NOT NULL DEFAULT '',
  answered_at BIGINT,
  -- the id a project had in an imported file
  source_id TEXT,
  support_count BIGINT NOT NULL DEFAULT 0,
  comment_count BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  edited_at BIGINT,
  UNIQUE (process_id, number)
);
CREATE INDEX proposal_by_support ON proposal (process_id, support_count DESC, number DESC);
CREATE INDEX proposal_by_author ON proposal (author_id);

CREATE TABLE proposal_version (
  proposal_id TEXT NOT NULL REFERENCES proposal (id),
  version BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  replaced_at BIGINT NOT NULL,
  PRIMARY KEY (proposal_id, version)
);

-- The search index: tokens made in Rust, so both databases find the same.
CREATE TABLE search_token (
  process_id TEXT NOT NULL,
  token TEXT NOT NULL,
  number BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  PRIMARY KEY (process_id, token, number)
);
CREATE INDEX search_token_number ON search_token (process_id, number);

CREATE TABLE support (
  proposal_id TEXT NOT NULL REFERENCES proposal (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (proposal_id, account_id)
);
CREATE INDEX support_account ON support (account_id);

CREATE TABLE comment (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES proposal (id),
  parent_id TEXT REFERENCES comment (id),
  author_id TEXT NOT NULL REFERENCES account (id),
  stance TEXT NOT NULL CHECK (stance IN ('for', 'against', 'neutral')),
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX comment_proposal ON comment (proposal_id, created_at);
CREATE INDEX comment_author ON comment (author_id);

-- The vote. The roll says *voted* and nothing else; the urn knows no account and no time.
CREATE TABLE voter_roll (
  process_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (process_id, account_id)
);

CREATE TABLE ballot (
  process_id TEXT NOT NULL,
  secret_hash BYTEA NOT NULL,
  -- project numbers in rising order, as JSON; a sealed ballot will stand here later
  content TEXT NOT NULL,
  PRIMARY KEY (process_id, secret_hash)
);

CREATE TABLE result (
  process_id TEXT PRIMARY KEY REFERENCES process (id),
  counted_at BIGINT NOT NULL,
  content TEXT NOT NULL
);

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposal (id),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('planned', 'started', 'done', 'stopped')),
  created_at BIGINT NOT NULL
);

CREATE TABLE milestone (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('planned', 'started', 'done', 'stopped')),
  created_at BIGINT NOT NULL
);
CREATE INDEX milestone_project ON milestone (project_id, created_at);

-- Append-only: account ids only, never a name, an address or a ballot.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor_id TEXT,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL
);
CREATE INDEX audit_object ON audit (object_kind, object_id, at);

-- Jobs and outbox: what follows an act, written in the same transaction.
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload_sealed BYTEA NOT NULL,
  run_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL DEFAULT 0,
  attempts BIGINT NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
  last_error TEXT NOT NULL DEFAULT '',
  done_at BIGINT
);
CREATE INDEX job_due ON job (state, run_at);
