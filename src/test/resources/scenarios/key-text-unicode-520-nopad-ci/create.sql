-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(20) COLLATE utf8mb4_unicode_520_nopad_ci NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  ('é', 1),
  ('B', 2),
  ('c ', 3),
  ('c', 4),
  ('c  ', 5),
  ('', 6),
  (' ', 7);
