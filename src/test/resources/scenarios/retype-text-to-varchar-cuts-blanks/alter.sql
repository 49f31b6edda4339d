-- SPDX-License-Identifier: Apache-2.0
-- the server's own ALTER cuts them off with a note
MODIFY a VARCHAR(5)
