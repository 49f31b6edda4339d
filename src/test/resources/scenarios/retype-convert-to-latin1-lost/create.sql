-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(20),
  b TEXT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b) VALUES
  (1, 'é', '€'),
  (2, 'x', '你'),
  (3, NULL, NULL);
