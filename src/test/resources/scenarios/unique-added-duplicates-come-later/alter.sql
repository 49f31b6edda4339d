-- SPDX-License-Identifier: Apache-2.0
ADD UNIQUE KEY one (u)
