-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(9) CHARACTER SET latin1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, x'e4f6fc'),
  (2, x'8082839f'),
  (3, 'a '),
  (4, NULL);
