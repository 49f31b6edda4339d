-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(15000),
  b VARCHAR(255),
  c VARCHAR(256),
  d CHAR(255)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d) VALUES
  (1, REPEAT('é', 8000), REPEAT('b', 255), REPEAT('c', 256), REPEAT('d', 255)),
  (2, '', '', '', ''),
  (3, 'x', 'y ', ' z', 'w'),
  (4, NULL, NULL, NULL, NULL);
