-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 0;
INSERT INTO t (k, v) VALUES (0, {n});
UPDATE t SET k = 1999 WHERE k = 1901;
UPDATE t SET k = 1901, v = v + 1 WHERE k = 1999;
DELETE FROM t WHERE k = 2155 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (2155, {n});
