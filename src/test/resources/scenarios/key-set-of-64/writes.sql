-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'm63';
INSERT INTO t (k, v) VALUES ('m63', {n});
UPDATE t SET k = 'm1,m62' WHERE k = 'm0,m63';
UPDATE t SET k = 'm0,m63', v = v + 1 WHERE k = 'm1,m62';
DELETE FROM t WHERE k = '' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('', {n});
