-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a CHAR(9),
  b VARCHAR(9),
  c TEXT,
  d VARCHAR(9) COLLATE latin1_bin
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO t (id, a, b, c, d) VALUES
  (1, x'80828384', x'9f8081', x'8d8f90', x'a0ff'),
  (2, x'e4f6fcdf', x'c4d6dc', x'41206220', x'00'),
  (3, '', '', '', ''),
  (4, ' a ', ' a  ', ' ', ''),
  (5, NULL, NULL, NULL, NULL);
