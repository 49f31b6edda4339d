-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = x'c4e3';
INSERT INTO t (k, v) VALUES (x'c4e3', {n});
UPDATE t SET k = 'zz' WHERE k = x'8140';
UPDATE t SET k = x'8140', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'a ' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('a ', {n});
DELETE FROM t WHERE k = '' AND {n} = 2;
REPLACE INTO t (k, v) VALUES ('', {n});
