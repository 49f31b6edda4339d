-- SPDX-License-Identifier: Apache-2.0
MODIFY a DECIMAL(20,6)
