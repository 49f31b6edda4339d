-- SPDX-License-Identifier: Apache-2.0
-- the third row holds the error value, which is stored as 0
ADD KEY (a),
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
