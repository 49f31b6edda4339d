-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  `change` INT NOT NULL COMMENT 'change a b int',
  b INT NOT NULL COMMENT ', DROP COLUMN b, ADD x INT)'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, `change`, b) VALUES
  (1, 1, 2),
  (2, 3, 4);
