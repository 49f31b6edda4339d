-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARBINARY(767) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB ROW_FORMAT=COMPACT;
INSERT INTO t (k, v) VALUES
  (REPEAT(x'ff', 767), 1),
  (REPEAT(x'00', 767), 2),
  (REPEAT(x'00', 766), 3),
  (CONCAT(REPEAT(x'ff', 766), x'fe'), 4),
  (x'', 5);
