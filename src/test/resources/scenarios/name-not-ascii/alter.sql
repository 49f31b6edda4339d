-- SPDX-License-Identifier: Apache-2.0
-- servers take no character beyond U+FFFF in a name
MODIFY `列` BIGINT NOT NULL,
CHANGE `☃` `☄` TEXT,
ADD KEY `κ` (`列`)
