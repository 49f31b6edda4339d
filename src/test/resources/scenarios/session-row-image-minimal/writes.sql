-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_row_image = 'MINIMAL';
UPDATE t SET a = a + 1;
UPDATE t SET s = 'x' WHERE u = 2;
DELETE FROM t WHERE id = {n};
INSERT INTO t (a) VALUES ({n});
UPDATE t SET id = id + 1000 WHERE id = 7 AND {n} = 4;
