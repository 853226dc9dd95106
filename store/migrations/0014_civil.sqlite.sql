-- An origin more, written as 0007_identity does.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(''email'', ''import'')', '(''email'', ''import'', ''identity'')')
  WHERE type = 'table' AND name = 'account';
PRAGMA writable_schema = RESET;
