-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = '😀';
INSERT INTO t (k, v) VALUES ('😀', {n});
UPDATE t SET k = 'zz' WHERE k = '😁';
UPDATE t SET k = '😁', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = '𐐀' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('𐐀', {n});
UPDATE t SET k = '𐐨' WHERE k = '𐐀';
UPDATE t SET k = 'AB' WHERE k = '𝒜b';
UPDATE t SET k = '𝒜b' WHERE k = 'ab';
