-- SPDX-License-Identifier: Apache-2.0
INSERT INTO oRdErS (Id, A) VALUES (10 + {n}, {n});
UPDATE ORDERS SET A = A + {n} WHERE Id < 4;
DELETE FROM orders WHERE Id = 5;
