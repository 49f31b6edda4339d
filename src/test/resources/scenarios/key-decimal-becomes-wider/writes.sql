-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 99999999.99;
INSERT INTO t (k, v) VALUES (99999999.99, {n});
UPDATE t SET k = 1 WHERE k = -0.01;
UPDATE t SET k = -0.01, v = v + 1 WHERE k = 1;
DELETE FROM t WHERE k = 0 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (0, {n});
