-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(20) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO t (k, v) VALUES
  (x'e4', 1),
  (x'80', 2),
  ('a ', 3),
  (x'df', 4),
  ('', 9);
