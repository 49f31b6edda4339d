-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = '';
INSERT INTO t (id, a, s) VALUES (10 + {n}, 'nonsense', REPEAT('x', 100));
UPDATE t SET a = 99999999999 WHERE id = 1;
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES';
UPDATE "t" SET s = 'a\' || s WHERE id = 2 AND {n} = 1;
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
REPLACE INTO t (id, a) VALUES (0, {n});
SET sql_mode = 'PAD_CHAR_TO_FULL_LENGTH';
UPDATE t SET s = CONCAT(s, '  ') WHERE id = 3;
SET sql_mode = DEFAULT;
