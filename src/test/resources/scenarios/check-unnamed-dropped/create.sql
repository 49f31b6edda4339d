-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT CHECK (a > 0),
  b INT,
  CHECK (a < b)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t VALUES (1, 1, 2), (2, 2, 3), (3, 3, 4), (4, NULL, NULL), (5, 5, 6);
