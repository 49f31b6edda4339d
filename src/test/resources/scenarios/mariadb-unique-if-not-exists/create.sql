-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT,
  b INT,
  KEY k (a)
);
INSERT INTO t VALUES (1, 1, 1), (2, NULL, 2);
