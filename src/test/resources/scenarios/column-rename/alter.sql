-- SPDX-License-Identifier: Apache-2.0
CHANGE a renamed INT NOT NULL
