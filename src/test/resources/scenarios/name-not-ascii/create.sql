-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (`schlüssel` INT NOT NULL PRIMARY KEY, `列` INT NOT NULL, `☃` VARCHAR(9)) ENGINE=InnoDB;
INSERT INTO t VALUES (1, 2, 'x'), (2, 3, 'y');
