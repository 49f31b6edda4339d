-- SPDX-License-Identifier: Apache-2.0
-- servers before 8.0.16 forget it
ADD CONSTRAINT positive CHECK (a > 0)
