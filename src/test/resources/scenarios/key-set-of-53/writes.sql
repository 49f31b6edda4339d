-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'm52';
INSERT INTO t (k, v) VALUES ('m52', {n});
UPDATE t SET k = 'm1,m51' WHERE k = 'm0,m52';
UPDATE t SET k = 'm0,m52', v = v + 1 WHERE k = 'm1,m51';
DELETE FROM t WHERE k = '' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('', {n});
