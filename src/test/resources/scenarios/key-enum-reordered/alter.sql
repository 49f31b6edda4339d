-- SPDX-License-Identifier: Apache-2.0
MODIFY k ENUM('v','w','x','y','z') NOT NULL
