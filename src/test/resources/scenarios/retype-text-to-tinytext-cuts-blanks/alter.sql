-- SPDX-License-Identifier: Apache-2.0
-- some servers' own ALTER cuts them off with a note
MODIFY a TINYTEXT
