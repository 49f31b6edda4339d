-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TIME(6)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, '-838:59:58.9'),
  (2, '00:00:00.5'),
  (3, '-00:00:00.4'),
  (4, NULL);
