-- SPDX-License-Identifier: Apache-2.0
-- the server loses such members of its own enum on the way
CONVERT TO CHARACTER SET utf8mb4
