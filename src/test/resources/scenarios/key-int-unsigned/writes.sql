-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 4294967295;
INSERT INTO t (k, v) VALUES (4294967295, {n});
UPDATE t SET k = 5 WHERE k = 2147483648;
UPDATE t SET k = 2147483648, v = v + 1 WHERE k = 5;
DELETE FROM t WHERE k = 0 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (0, {n});
