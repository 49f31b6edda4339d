-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (id INT PRIMARY KEY, u INT NULL, v INT NOT NULL);
INSERT INTO t VALUES (1, NULL, 1), (2, NULL, 2), (3, 3, 3);
