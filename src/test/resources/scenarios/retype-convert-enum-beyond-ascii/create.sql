-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a ENUM('x','é'),
  b INT
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO t (id, a, b) VALUES
  (1, 'x', 1),
  (2, 'é', 2),
  (3, NULL, NULL);
