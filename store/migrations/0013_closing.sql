-- An account whose owner has left: nothing of who she is stands in it any more. The keyed hash of its address stays while a
-- vote that she has taken part in is open, so that she comes back to the same account and not to a second voice.
ALTER TABLE account ADD COLUMN closed_at BIGINT;
-- When it was last used, as noted once a day at most; when its owner was told that it will be closed for want of use.
ALTER TABLE account ADD COLUMN used_at BIGINT;
ALTER TABLE account ADD COLUMN told_at BIGINT;
CREATE INDEX audit_actor ON audit (actor_id, at);
