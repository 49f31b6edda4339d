-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k ENUM('b','','a') NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  ('none of them', 1),
  ('b', 2),
  ('', 3),
  ('a', 4);
