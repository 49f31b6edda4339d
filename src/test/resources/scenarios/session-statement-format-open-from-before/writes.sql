-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET a = a + 1 WHERE id = 1 AND {n} = 4;
COMMIT;
