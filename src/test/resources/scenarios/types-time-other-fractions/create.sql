-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TIME(2),
  b TIME(4),
  c TIME(5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c) VALUES
  (1, '838:59:59', '838:59:59', '838:59:59'),
  (2, '-838:59:58.99', '-838:59:58.9999', '-838:59:58.99999'),
  (3, '-00:00:00.01', '-00:00:00.0001', '-00:00:00.00001'),
  (4, '25:00:00.5', '100:00:00.005', '00:00:00.00001'),
  (5, 0, 0, 0),
  (6, NULL, NULL, NULL);
