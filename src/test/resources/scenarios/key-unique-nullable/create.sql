-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (k INT NULL, v INT NOT NULL, UNIQUE KEY alone (k));
INSERT INTO t VALUES (1, 1), (2, 2), (NULL, 3);
