-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE t ADD COLUMN meanwhile{n} INT;
UPDATE t SET a = a + 1;
