-- SPDX-License-Identifier: Apache-2.0
INSERT INTO Parent VALUES (10 + {n});
INSERT INTO Orders VALUES (10 + {n}, 10 + {n});
UPDATE orders SET p = 1 + {n} % 3 WHERE id < 10;
