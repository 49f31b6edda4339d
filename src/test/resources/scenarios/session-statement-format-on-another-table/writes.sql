-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_format = 'STATEMENT';
UPDATE other SET a = a + 1;
SET SESSION binlog_format = 'ROW';
UPDATE t SET a = a + 1;
