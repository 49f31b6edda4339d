-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(20) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=gbk;
INSERT INTO t (k, v) VALUES
  (x'c4e3', 1),
  (x'8140', 2),
  ('a ', 3),
  (x'a3a4', 4),
  ('', 9);
