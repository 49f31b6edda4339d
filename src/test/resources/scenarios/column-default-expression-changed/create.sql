-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT NOT NULL DEFAULT (1 + 2),
  b VARCHAR(9) DEFAULT 'x'
) ENGINE=InnoDB;
INSERT INTO t (id) VALUES (1), (2), (3), (4);
INSERT INTO t VALUES (5, 7, 'y'), (6, 8, NULL);
