-- SPDX-License-Identifier: Apache-2.0
-- blanks at the end may not be cut off either, nor are they by the server
MODIFY a VARCHAR(5)
