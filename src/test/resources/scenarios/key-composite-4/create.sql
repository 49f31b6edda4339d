-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a ENUM('z','a') NOT NULL,
  b YEAR NOT NULL,
  c DATETIME(2) NOT NULL,
  d TINYINT UNSIGNED NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a, b, c, d)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, c, d, v) VALUES
  ('z', 2001, '2001-01-01 00:00:00.5', 255, 0),
  ('z', 2001, '2001-01-01 00:00:00.5', 0, 1),
  ('a', 0, '2001-01-01', 7, 2),
  ('a', 0, '2001-01-02', 7, 3);
