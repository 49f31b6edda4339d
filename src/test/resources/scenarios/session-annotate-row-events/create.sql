-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, a INT NOT NULL, s VARCHAR(40) NOT NULL DEFAULT '', u INT NULL, UNIQUE KEY u (u)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, s, u) VALUES (1, 1, 'one', 1), (2, 2, 'two', 2), (3, 3, 'three', 3), (4, 4, 'four', NULL), (5, 5, 'five', 5), (6, 6, 'six', 6), (7, 7, 'seven', 7);
