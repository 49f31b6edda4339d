-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TIME,
  b TIME(1),
  c TIME(3),
  d TIME(6)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d) VALUES
  (1, '838:59:59', '838:59:59', '838:59:59', '838:59:59'),
  (2, '-838:59:59', '-838:59:58.9', '-838:59:58.999', '-838:59:58.999999'),
  (3, '-00:00:01', '-00:00:00.1', '-00:00:00.001', '-00:00:00.000001'),
  (4, '25:00:00', '24:00:00.5', '100:00:00.005', '00:00:00.000001'),
  (5, 0, 0, 0, 0),
  (6, NULL, NULL, NULL, NULL);
