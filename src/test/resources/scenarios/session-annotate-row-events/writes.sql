-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_annotate_row_events = 1;
UPDATE t SET a = a + 1;
INSERT INTO t (a) VALUES ({n});
DELETE FROM t WHERE id = {n};
