-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'z';
INSERT INTO t (k, v) VALUES ('z', {n});
UPDATE t SET k = 'é' WHERE k = 'it''s';
UPDATE t SET k = 'it''s', v = v + 1 WHERE k = 'é';
DELETE FROM t WHERE k = '' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('', {n});
