-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(20),
  b TEXT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b) VALUES
  (1, 'abc  ', 'abc  '),
  (2, 'abc', 'abc          '),
  (3, '', ''),
  (4, NULL, NULL);
