-- A level more, written as 0007_identity does.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
  '(''anonymous'', ''mailbox'', ''identified'', ''resident'')', '(''anonymous'', ''mailbox'', ''identified'', ''resident'', ''elector'')')
  WHERE type = 'table' AND name = 'account';
UPDATE sqlite_schema SET sql = replace(sql, '(''mailbox'', ''identified'', ''resident'')', '(''mailbox'', ''identified'', ''resident'', ''elector'')')
  WHERE type = 'table' AND name = 'process';
PRAGMA writable_schema = RESET;
