-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a ENUM('a','b','it''s')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, 'a'),
  (2, 'b'),
  (3, 'it''s'),
  (4, NULL);
