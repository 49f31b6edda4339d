-- SPDX-License-Identifier: Apache-2.0
MODIFY k INT NOT NULL
