-- Who a trustee is, as everybody may read it: her name and office, with her consent. Empty when it is not published.
ALTER TABLE trustee ADD COLUMN title TEXT NOT NULL DEFAULT '';
