-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (100 * {n}, '10.0.0.{n}', '::{n}', UUID());
UPDATE t SET a = '192.168.{n}.1' WHERE id = 2;
