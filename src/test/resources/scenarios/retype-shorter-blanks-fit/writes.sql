-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t SELECT id + 100 * {n}, a, b, c FROM t WHERE id BETWEEN 1 AND 6;
UPDATE t SET id = -id, a = CONCAT(' ', LEFT(a, 4)) WHERE id = 100 * {n} + 1;
DELETE FROM t WHERE id = 100 * {n} + 2;
