-- SPDX-License-Identifier: Apache-2.0
MODIFY a ENUM('zero','d','b','a','c')
