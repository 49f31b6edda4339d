-- SPDX-License-Identifier: Apache-2.0
-- columns that are there keep theirs
DEFAULT CHARACTER SET latin1,
ADD COLUMN c VARCHAR(9)
