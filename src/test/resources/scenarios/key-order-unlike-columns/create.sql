-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a INT NOT NULL,
  b VARCHAR(9) NOT NULL,
  c INT NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (c, a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, c, v) VALUES
  (1, 'x', 9, 0),
  (2, 'y', 8, 1),
  (3, 'z', 7, 2),
  (4, 'w', 9, 3);
