-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a INT NOT NULL,
  b INT NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a, b)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, v) VALUES
  (1, 9, 0),
  (2, 8, 1),
  (3, 7, 2),
  (1, 8, 3);
