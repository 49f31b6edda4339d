-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TINYTEXT
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO t (id, a) VALUES
  (1, CONCAT(REPEAT('a', 250), REPEAT(' ', 5))),
  (2, CONCAT(REPEAT('é', 5), REPEAT(' ', 250))),
  (3, ''),
  (4, NULL);
