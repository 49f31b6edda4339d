-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = REPEAT('😀', 768);
INSERT INTO t (k, v) VALUES (REPEAT('😀', 768), {n});
UPDATE t SET k = 'zz' WHERE k = REPEAT('a', 768);
UPDATE t SET k = REPEAT('a', 768), v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = REPEAT('a', 767) AND {n} = 3;
REPLACE INTO t (k, v) VALUES (REPEAT('a', 767), {n});
UPDATE t SET k = UPPER(k) WHERE k LIKE 'a%';
UPDATE t SET k = LOWER(k) WHERE k LIKE 'a%';
