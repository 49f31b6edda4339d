-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT INVISIBLE,
  b INT
);
INSERT INTO t (id, a, b) VALUES (1, 1, 1), (2, NULL, 2), (3, -3, NULL);
