-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
UPDATE t SET id = id + 10;
DELETE FROM t WHERE k = '2024-10-27 00:30:00';
INSERT INTO t (k, id) VALUES ('2024-10-27 00:30:00', {n});
UPDATE t SET k = '2024-10-27 00:45:00' WHERE k = '2024-10-27 01:30:00';
UPDATE t SET k = '2024-10-27 01:30:00' WHERE k = '2024-10-27 00:45:00';
INSERT INTO t (k, id) SELECT k + INTERVAL {n} SECOND, {n} FROM t WHERE id IN (10 * {n} + 1, 10 * {n} + 2);
