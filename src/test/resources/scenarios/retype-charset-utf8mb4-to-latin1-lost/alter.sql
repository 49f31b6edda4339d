-- SPDX-License-Identifier: Apache-2.0
MODIFY a VARCHAR(9) CHARACTER SET latin1
