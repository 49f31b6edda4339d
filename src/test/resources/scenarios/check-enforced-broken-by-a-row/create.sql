-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT,
  b INT,
  CONSTRAINT t_chk_2 CHECK (b <> 8) NOT ENFORCED
);
INSERT INTO t (id, a, b) VALUES (1, 5, 1), (2, 6, NULL), (3, NULL, NULL);
INSERT INTO t VALUES (4, 1, 8);
