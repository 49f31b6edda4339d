-- SPDX-License-Identifier: Apache-2.0
-- a CHAR never shows blanks at the end, so none is lost
MODIFY a CHAR(5), MODIFY b CHAR(5)
