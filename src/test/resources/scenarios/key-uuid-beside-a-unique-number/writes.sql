-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (UUID(), 10 * {n});
UPDATE t SET id = UUID() WHERE n = 10 * {n};
DELETE FROM t WHERE n = 10 * {n} - 10;
