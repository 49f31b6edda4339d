-- SPDX-License-Identifier: Apache-2.0
XA START 'x{n}';
UPDATE t SET a = a + 1;
INSERT INTO t (a) VALUES ({n});
XA END 'x{n}';
XA PREPARE 'x{n}';
XA COMMIT 'x{n}';
XA START 'y{n}';
DELETE FROM t WHERE id < 5;
XA END 'y{n}';
XA PREPARE 'y{n}';
XA ROLLBACK 'y{n}';
XA START 'z{n}';
DELETE FROM t WHERE id = {n};
XA END 'z{n}';
XA COMMIT 'z{n}' ONE PHASE;
