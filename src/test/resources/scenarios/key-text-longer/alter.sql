-- SPDX-License-Identifier: Apache-2.0
MODIFY k VARCHAR(40) NOT NULL
