-- SPDX-License-Identifier: Apache-2.0
ADD COLUMN x INT NOT NULL DEFAULT 1 FIRST,
DROP COLUMN c,
CHANGE b text_of_b TEXT NOT NULL,
MODIFY a BIGINT NOT NULL AFTER text_of_b,
ADD KEY (a),
DROP KEY old,
ADD UNIQUE KEY (a, id),
COMMENT = 'all at once'
