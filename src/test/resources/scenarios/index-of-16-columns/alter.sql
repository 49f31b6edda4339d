-- SPDX-License-Identifier: Apache-2.0
DROP KEY big,
ADD KEY big (c15, c14, c13, c12, c11, c10, c9, c8, c7, c6, c5, c4, c3, c2, c1, c0)
