-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE Orders (Id INT NOT NULL PRIMARY KEY, A INT, KEY by_a (A));
INSERT INTO Orders VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5);
