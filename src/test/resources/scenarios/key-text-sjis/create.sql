-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(20) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=sjis;
INSERT INTO t (k, v) VALUES
  (x'835c', 1),
  (x'945c', 2),
  ('a ', 3),
  (x'8340', 4),
  (x'b1', 5),
  ('', 6);
