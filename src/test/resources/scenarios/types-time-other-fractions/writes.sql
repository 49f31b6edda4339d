-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id, a, b, c) SELECT id + 100 * {n}, a, b, c FROM t WHERE id BETWEEN 1 AND 99;
UPDATE t SET id = -id WHERE id = 100 * {n} + 1;
DELETE FROM t WHERE id = 100 * {n} + 2;
