-- What its owner knows a session by in the list of her devices: how it was opened, a browser and a system, and when it was
-- last used, as noted once an hour.
ALTER TABLE session ADD COLUMN proof TEXT NOT NULL DEFAULT 'code';
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN seen_at BIGINT;
ALTER TABLE session ADD COLUMN role_seen_at BIGINT;
-- A session that ends is removed, not marked.
DELETE FROM session WHERE revoked_at IS NOT NULL;
