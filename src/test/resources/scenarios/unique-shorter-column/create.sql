-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL,
  u VARCHAR(9) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (id), UNIQUE KEY one (u)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, u, v) VALUES
  (1, 'abc', 0),
  (2, 'abd', 1),
  (3, 'xyz  ', 2);
