-- SPDX-License-Identifier: Apache-2.0
ADD CONSTRAINT IF NOT EXISTS positive CHECK (b >= 0), MODIFY a BIGINT
