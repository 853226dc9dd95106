-- Which ballot counts is asked for by its event.
CREATE INDEX voting_right_last_ballot ON voting_right (process_id, last_ballot);

-- The hash of the public list of rights, 64 digits: whoever made them compares it. Empty for an urn opened before.
ALTER TABLE election ADD COLUMN list_hash TEXT NOT NULL DEFAULT '';

-- How many ballots a right has cast: each stays in the archive for ever.
ALTER TABLE voting_right ADD COLUMN ballots BIGINT NOT NULL DEFAULT 0;
