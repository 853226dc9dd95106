-- The commune's own list of districts, and those that only the file of an imported process names.
ALTER TABLE district ADD COLUMN listed BIGINT NOT NULL DEFAULT 1;

CREATE TABLE process_district (
  process_id TEXT NOT NULL REFERENCES process (id),
  district_id TEXT NOT NULL REFERENCES district (id),
  PRIMARY KEY (process_id, district_id)
);
