-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15) SELECT id + 100 * {n}, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15 FROM t WHERE id BETWEEN 1 AND 99;
UPDATE t SET id = -id WHERE id = 100 * {n} + 1;
DELETE FROM t WHERE id = 100 * {n} + 2;
