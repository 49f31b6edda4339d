-- SPDX-License-Identifier: Apache-2.0
DROP KEY one,
ADD UNIQUE KEY one (u(2))
