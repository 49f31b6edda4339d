-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TEXT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, CONCAT(REPEAT('a', 250), REPEAT(' ', 5))),
  (2, CONCAT('a', REPEAT(' ', 300))),
  (3, ''),
  (4, NULL);
