-- SPDX-License-Identifier: Apache-2.0
XA START 'x{n}';
UPDATE t SET a = a + 1;
INSERT INTO t (a) VALUES ({n});
XA END 'x{n}';
XA PREPARE 'x{n}';
RECONNECT;
XA COMMIT 'x{n}';
XA START 'y{n}';
UPDATE t SET a = a + 100 WHERE id < 5;
DELETE FROM t WHERE id = 6;
XA END 'y{n}';
XA PREPARE 'y{n}';
RECONNECT;
UPDATE t SET a = a + 1 WHERE id = 7;
XA ROLLBACK 'y{n}';
