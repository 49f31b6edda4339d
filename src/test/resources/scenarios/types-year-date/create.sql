-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a YEAR,
  b DATE,
  c DATE NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c) VALUES
  (1, 1901, '1000-01-01', '9999-12-31'),
  (2, 2155, '9999-12-31', '0001-01-01'),
  (3, 0, '0000-00-00', '0000-00-00'),
  (4, '70', '2024-02-29', '1900-02-28');
