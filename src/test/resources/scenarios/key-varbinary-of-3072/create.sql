-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARBINARY(3072) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;
INSERT INTO t (k, v) VALUES
  (REPEAT(x'ff', 3072), 1),
  (REPEAT(x'00', 3072), 2),
  (REPEAT(x'00', 3071), 3),
  (CONCAT(REPEAT(x'ff', 3071), x'fe'), 4),
  (x'', 5);
