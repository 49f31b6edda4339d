-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (`i d` INT NOT NULL, `a``b` INT NOT NULL, `c"d` INT NOT NULL, `100%` INT, `e'f` INT, `g\\h` INT, `?` INT, PRIMARY KEY (`i d`), KEY `k``e y` (`a``b`)) ENGINE=InnoDB;
INSERT INTO t VALUES (1, 2, 3, 4, 5, 6, 7), (2, 3, 4, 5, 6, 7, 8);
