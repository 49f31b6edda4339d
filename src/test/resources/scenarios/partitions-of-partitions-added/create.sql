-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (id INT NOT NULL, y INT NOT NULL, v INT, PRIMARY KEY (id, y)) ENGINE=InnoDB;
INSERT INTO t VALUES (1, 1999, 1), (2, 2005, 2), (3, 2015, 3), (4, 0, 4), (5, -1, 5);
