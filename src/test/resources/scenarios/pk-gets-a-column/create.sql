-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL,
  u INT NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, u, v) VALUES
  (1, 101, 0),
  (2, 102, 1),
  (3, 103, 2),
  (-4, 0, 3);
