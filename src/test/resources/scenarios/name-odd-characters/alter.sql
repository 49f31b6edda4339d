-- SPDX-License-Identifier: Apache-2.0
MODIFY `a``b` BIGINT NOT NULL,
CHANGE `c"d` `c'd` INT NOT NULL,
ADD COLUMN `;--` INT DEFAULT 1
