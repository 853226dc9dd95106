-- The key of a sealed vote, made by its trustees. All texts are public, or sealed to the trustee who reads them.
CREATE TABLE ceremony (
  process_id TEXT PRIMARY KEY REFERENCES process (id),
  -- the identifier that the election will have
  uuid TEXT NOT NULL,
  -- how many trustees are enough
  threshold BIGINT NOT NULL,
  -- the trustees' text, once their key is made
  trustees TEXT NOT NULL,
  -- a vote to rehearse the opening on: its election, its sealed sum, the number of voters; what must come out
  rehearsal TEXT NOT NULL,
  rehearsal_sum TEXT NOT NULL,
  rehearsal_size TEXT NOT NULL,
  rehearsal_result TEXT NOT NULL
);

-- Who keeps a share, and what came from her device at each step; empty until it came.
CREATE TABLE trustee (
  process_id TEXT NOT NULL REFERENCES process (id),
  position BIGINT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  certificate TEXT NOT NULL DEFAULT '',
  dealing TEXT NOT NULL DEFAULT '',
  published TEXT NOT NULL DEFAULT '',
  -- parts of the rehearsal's decryption: from the file that she kept, and from the paper
  from_file TEXT NOT NULL DEFAULT '',
  from_paper TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (process_id, position),
  UNIQUE (process_id, account_id)
);

-- Voting rights that the server made and has not handed out yet (for low stakes; the page says so), sealed. A row
-- goes when it is handed out: which one somebody got is kept nowhere.
CREATE TABLE spare_right (
  process_id TEXT NOT NULL REFERENCES process (id),
  number BIGINT NOT NULL,
  credential_sealed BYTEA NOT NULL,
  PRIMARY KEY (process_id, number)
);

-- How many rights a person was handed: a lost phone needs another one, and nobody needs many.
CREATE TABLE right_given (
  process_id TEXT NOT NULL REFERENCES process (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  times BIGINT NOT NULL,
  PRIMARY KEY (process_id, account_id)
);
