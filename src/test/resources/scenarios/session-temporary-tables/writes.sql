-- SPDX-License-Identifier: Apache-2.0
CREATE TEMPORARY TABLE mine (id INT PRIMARY KEY, a INT);
INSERT INTO mine SELECT id, a FROM t;
UPDATE t JOIN mine USING (id) SET t.a = mine.a + 1;
DROP TEMPORARY TABLE mine;
