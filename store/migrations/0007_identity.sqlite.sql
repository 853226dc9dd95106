-- A level more. Nothing on the disk changes but what is allowed, which is how SQLite wants it done
-- (https://www.sqlite.org/lang_altertable.html, "Making other kinds of table schema changes").
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
  '(''anonymous'', ''mailbox'', ''resident'')', '(''anonymous'', ''mailbox'', ''identified'', ''resident'')')
  WHERE type = 'table' AND name = 'account';
UPDATE sqlite_schema SET sql = replace(sql, '(''mailbox'', ''resident'')', '(''mailbox'', ''identified'', ''resident'')')
  WHERE type = 'table' AND name = 'process';
PRAGMA writable_schema = RESET;
