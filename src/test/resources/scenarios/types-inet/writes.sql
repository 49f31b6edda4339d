-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (100 * {n}, '10.0.0.{n}', '::{n}', NULL);
UPDATE t SET a = '192.168.{n}.1', c = '::ffff:{n}' WHERE id BETWEEN 2 AND 4;
DELETE FROM t WHERE id = 100 * {n} - 100;
