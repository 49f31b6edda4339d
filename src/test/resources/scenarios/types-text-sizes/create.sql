-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TINYTEXT,
  b TEXT,
  c MEDIUMTEXT,
  d LONGTEXT,
  e VARCHAR(5000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d, e) VALUES
  (1, REPEAT('é', 127), REPEAT('x', 65535), REPEAT('你', 30000), REPEAT('😀', 20000), REPEAT('y', 5000)),
  (2, '', '', '', '', ''),
  (3, 'a', 'b', 'c', 'd', 'e'),
  (4, NULL, NULL, NULL, NULL, NULL);
