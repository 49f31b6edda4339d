-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 7;
INSERT INTO t (k, v) VALUES (7, {n});
UPDATE t SET k = 5 WHERE k = 4294967295;
UPDATE t SET k = 4294967295, v = v + 1 WHERE k = 5;
DELETE FROM t WHERE k = 0 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (0, {n});
