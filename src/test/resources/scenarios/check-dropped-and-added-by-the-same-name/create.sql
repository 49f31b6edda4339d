-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT,
  b INT,
  CONSTRAINT foo CHECK (a > 0)
);
INSERT INTO t (id, a, b) VALUES (1, 5, 1), (2, 6, NULL), (3, NULL, NULL);
