-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (a INT NOT NULL, v INT NOT NULL, g BIGINT AS (a * 3) STORED NOT NULL, UNIQUE KEY (g));
INSERT INTO t (a, v) VALUES (1, 1), (2, 2), (-3, 3);
