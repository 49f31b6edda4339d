-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL) ENGINE=InnoDB;
INSERT INTO t VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5);
