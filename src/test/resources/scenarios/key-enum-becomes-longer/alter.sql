-- SPDX-License-Identifier: Apache-2.0
MODIFY k ENUM('z','y','x','w','v','u') NOT NULL
