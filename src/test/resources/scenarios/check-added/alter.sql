-- SPDX-License-Identifier: Apache-2.0
-- servers before 8.0.16 forget it; a name of its own would be taken where the retired table is altered to compare with
ADD CHECK (a > 0)
