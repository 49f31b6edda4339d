-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_format = 'STATEMENT';
UPDATE t SET a = a + 1 WHERE {n} = 4;
UPDATE t SET a = a + 1 WHERE id = 1 AND {n} = 4;
