-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET v = v + {n};
DELETE FROM t WHERE b = '';
INSERT INTO t (a, b, c, v) VALUES ('', '', '', {n}), ('ÿ', '€', '丂', 0);
UPDATE t SET b = UPPER(b), a = UPPER(a) WHERE v > {n};
UPDATE t SET b = LOWER(b), a = LOWER(a), c = CONCAT(c, 'x') WHERE b = '中';
UPDATE t SET c = LEFT(c, CHAR_LENGTH(c) - 1) WHERE b = '中';
DELETE FROM t WHERE b = '€';
