-- An origin more.
ALTER TABLE account DROP CONSTRAINT account_origin_check;
ALTER TABLE account ADD CONSTRAINT account_origin_check CHECK (origin IN ('email', 'import', 'identity'));
