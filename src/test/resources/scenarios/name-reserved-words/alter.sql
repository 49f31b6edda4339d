-- SPDX-License-Identifier: Apache-2.0
MODIFY `select` BIGINT NOT NULL,
CHANGE `from` `where` INT,
ADD COLUMN `group` INT,
ADD KEY `table` (`where`)
