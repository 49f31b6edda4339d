-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = '0000-00-00';
INSERT INTO t (k, v) VALUES ('0000-00-00', {n});
UPDATE t SET k = '2001-01-01' WHERE k = '9999-12-31';
UPDATE t SET k = '9999-12-31', v = v + 1 WHERE k = '2001-01-01';
DELETE FROM t WHERE k = '1000-01-01' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('1000-01-01', {n});
