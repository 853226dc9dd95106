-- Which ballot counts is asked for by its event.
CREATE INDEX voting_right_last_ballot ON voting_right (process_id, last_ballot);
