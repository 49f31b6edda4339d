-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_format = 'MIXED';
UPDATE t SET s = UUID() WHERE id = {n};
UPDATE t SET a = a + 1 WHERE id = 1 AND {n} = 4;
