-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  a VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL,
  b VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL,
  c VARCHAR(10) CHARACTER SET gbk COLLATE gbk_bin NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (b, a, c)
) ENGINE=InnoDB;
INSERT INTO t (a, b, c, v) VALUES ('é', 'é', '中', 1), ('o', 'é', '中', 2), ('', '', '', 3), ('ß', '😀', 'a', 4), ('a', '中', 'b ', 5);
