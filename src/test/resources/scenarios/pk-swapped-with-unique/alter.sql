-- SPDX-License-Identifier: Apache-2.0
DROP PRIMARY KEY,
DROP KEY u,
ADD PRIMARY KEY (u),
ADD UNIQUE KEY id (id)
