-- SPDX-License-Identifier: Apache-2.0
-- the counter of the old type has come to its end
MODIFY id SMALLINT NOT NULL AUTO_INCREMENT
