-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (id INT NOT NULL PRIMARY KEY, v INT NOT NULL) ENGINE=InnoDB;
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnx (id INT);
INSERT INTO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn VALUES (1, 2), (2, 3), (3, 4);
