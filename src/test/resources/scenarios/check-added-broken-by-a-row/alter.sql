-- SPDX-License-Identifier: Apache-2.0
ADD CONSTRAINT positive CHECK (a > 0)
