-- SPDX-License-Identifier: Apache-2.0
-- the server would fill in empty text, osc wants it said
ADD COLUMN x TEXT NOT NULL
