-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id, a) SELECT id + 100 * {n}, a FROM t WHERE id BETWEEN 1 AND 99;
UPDATE t SET id = -id WHERE id = 100 * {n} + 1;
DELETE FROM t WHERE id = 100 * {n} + 2;
UPDATE t SET a = JSON_ARRAY(CAST({n} AS DECIMAL(10,5)) / 3, 1.1e0 * {n}, 18446744073709551615) WHERE id = 1;
