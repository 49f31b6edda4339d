-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT,
  b INT,
  CONSTRAINT t_chk_positive CHECK (a > 0),
  CONSTRAINT `t_chk_``odd"'é` CHECK (b <> 9) /*!80016 NOT ENFORCED */
);
INSERT INTO t (id, a, b) VALUES (1, 5, 1), (2, 6, NULL), (3, NULL, NULL);
