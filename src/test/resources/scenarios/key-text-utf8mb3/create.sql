-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(20) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
INSERT INTO t (k, v) VALUES
  ('é', 1),
  ('€', 2),
  ('a ', 3),
  ('B', 4),
  ('', 5);
