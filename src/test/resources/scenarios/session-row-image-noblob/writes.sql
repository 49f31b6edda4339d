-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_row_image = 'NOBLOB';
UPDATE t SET a = a + 1;
UPDATE t SET b = REPEAT('y', {n} * 1000) WHERE id = 2;
DELETE FROM t WHERE id = 3;
INSERT INTO t VALUES (3, {n}, 'again');
