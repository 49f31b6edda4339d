-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a ENUM('a','b','c'),
  b ENUM('','x') NOT NULL DEFAULT 'x',
  c ENUM('é','😀','it''s','a,b')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c) VALUES
  (1, 'a', '', 'é'),
  (2, 'c', 'x', '😀'),
  (3, '', 'nothing', 'a,b'),
  (4, 'b', 'x', 'it''s');
