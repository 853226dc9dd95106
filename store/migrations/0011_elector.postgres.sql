-- A level more.
ALTER TABLE account DROP CONSTRAINT account_level_check;
ALTER TABLE account ADD CONSTRAINT account_level_check CHECK (level IN ('anonymous', 'mailbox', 'identified', 'resident', 'elector'));
ALTER TABLE process DROP CONSTRAINT process_level_to_contribute_check;
ALTER TABLE process ADD CONSTRAINT process_level_to_contribute_check CHECK (level_to_contribute IN ('mailbox', 'identified', 'resident', 'elector'));
ALTER TABLE process DROP CONSTRAINT process_level_to_vote_check;
ALTER TABLE process ADD CONSTRAINT process_level_to_vote_check CHECK (level_to_vote IN ('mailbox', 'identified', 'resident', 'elector'));
