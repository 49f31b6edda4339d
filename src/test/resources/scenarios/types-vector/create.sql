-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VECTOR(3)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, STRING_TO_VECTOR('[1, -2.5, 3e38]')),
  (2, STRING_TO_VECTOR('[0, 0, 0]')),
  (3, NULL);
