-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = '😀';
INSERT INTO t (k, v) VALUES ('😀', {n});
UPDATE t SET k = 'zz' WHERE k = 'a😀';
UPDATE t SET k = 'a😀', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'A' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('A', {n});
UPDATE t SET k = '😁' WHERE k = '😀';
DELETE FROM t WHERE k = '𐐀';
INSERT INTO t (k, v) VALUES ('𐐨', {n});
