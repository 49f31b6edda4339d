-- SPDX-License-Identifier: Apache-2.0
CALL p({n});
UPDATE v SET a = a + 1;
INSERT INTO v (id, a) VALUES (80 + {n}, 1);
