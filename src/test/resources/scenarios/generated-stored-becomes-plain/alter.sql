-- SPDX-License-Identifier: Apache-2.0
-- the values that were computed are kept
MODIFY s INT
