-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET a = a + 1 WHERE id > 1;
UPDATE t SET b = INSERT(b, 1, 1, 'x'), a = {n} WHERE id = 1 AND {n} IN (1, 4);
UPDATE t SET a = 7 WHERE id = 1 AND {n} = 3;
