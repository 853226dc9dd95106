-- How the ballots of a process are kept, and what a sealed vote needs before it opens.
ALTER TABLE process ADD COLUMN urn TEXT NOT NULL DEFAULT 'ordinary';

-- How many voting rights the server is to make when the vote opens; who makes them on a device of her own.
ALTER TABLE ceremony ADD COLUMN spares BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ceremony ADD COLUMN registrar_id TEXT REFERENCES account (id);
-- What the rehearsal's sum was made from: everybody makes it again, so that nobody opens anything else by it.
ALTER TABLE ceremony ADD COLUMN rehearsal_seed TEXT NOT NULL DEFAULT '';

-- How many rights there are, and how many have voted.
ALTER TABLE election ADD COLUMN rights BIGINT NOT NULL DEFAULT 0;
ALTER TABLE election ADD COLUMN voters BIGINT NOT NULL DEFAULT 0;

-- What a right's first ballot brought along, made of the right and of what only its voter's account is told: whoever has
-- a right that was used can replace its ballot from that account only. Whoever has both can make it again, so it goes at the close.
ALTER TABLE voting_right ADD COLUMN tag TEXT NOT NULL DEFAULT '';

-- Public parts of voting rights that were made elsewhere, until the vote opens. No account stands beside them.
CREATE TABLE offered_right (
  process_id TEXT NOT NULL REFERENCES process (id),
  credential TEXT NOT NULL,
  weight BIGINT NOT NULL,
  PRIMARY KEY (process_id, credential)
);

-- Where the public urn ended at some instants, signed by the server: whoever kept one shows any later change.
CREATE TABLE signed_head (
  process_id TEXT NOT NULL REFERENCES process (id),
  events BIGINT NOT NULL,
  hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (process_id, events)
);
