-- SPDX-License-Identifier: Apache-2.0
CREATE SEQUENCE t
