-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(20),
  b TEXT CHARACTER SET latin1,
  c VARCHAR(300)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c) VALUES
  (1, 'abc  ', 'é    ', CONCAT(REPEAT('é', 120), REPEAT(' ', 15))),
  (2, '     ', '     ', REPEAT(' ', 255)),
  (3, '', '', ''),
  (4, NULL, NULL, NULL),
  (5, '😀😀😀😀 ', ' x   ', 'ü ');
