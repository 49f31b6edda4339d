-- SPDX-License-Identifier: Apache-2.0
DROP PRIMARY KEY,
ADD PRIMARY KEY (u),
ADD UNIQUE KEY (id)
