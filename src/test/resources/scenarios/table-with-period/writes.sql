-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 * {n}, {n}, '2010-01-01', '2011-01-01');
UPDATE t SET b = {n} WHERE id = 1;
DELETE FROM t FOR PORTION OF p FROM '2010-03-01' TO '2012-01-01' WHERE id = 10 * {n};
