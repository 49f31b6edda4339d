-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE a = 0 AND b = 'x';
INSERT INTO t VALUES (0, 'X', {n});
UPDATE t SET a = a + 10 WHERE a = 1;
UPDATE t SET a = 1 WHERE a = 11;
INSERT INTO t VALUES ({n}, 'new', 5);
