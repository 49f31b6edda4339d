-- SPDX-License-Identifier: Apache-2.0
DROP KEY a,
ADD KEY a (b)
