-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(20) COLLATE utf8mb4_bin,
  b TEXT COLLATE utf8mb4_general_ci,
  KEY (a), KEY (b(9))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b) VALUES
  (1, 'é', 'e'),
  (2, 'A', 'a '),
  (3, 'a ', ''),
  (4, NULL, NULL);
