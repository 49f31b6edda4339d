-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (k INT NOT NULL, v INT NOT NULL);
INSERT INTO t VALUES (1, 1), (2, 2);
