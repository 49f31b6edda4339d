-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TEXT,
  b INT
);
INSERT INTO t VALUES (1, REPEAT('a', 1000), 1);
