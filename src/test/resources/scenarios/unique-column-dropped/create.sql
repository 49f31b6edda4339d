-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL,
  u INT NOT NULL,
  w INT NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (id), UNIQUE KEY one (u, w)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, u, w, v) VALUES
  (1, 5, 1, 0),
  (2, 5, 2, 1),
  (3, 6, 1, 2);
