-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (`key` INT NOT NULL, `select` INT NOT NULL, `from` INT, `change` INT, PRIMARY KEY (`key`), KEY `order` (`select`)) ENGINE=InnoDB;
INSERT INTO t VALUES (1, 2, 3, 4), (2, 3, 4, 5), (3, 4, 5, 6);
