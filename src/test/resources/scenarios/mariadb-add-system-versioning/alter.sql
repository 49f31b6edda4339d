-- SPDX-License-Identifier: Apache-2.0
ADD SYSTEM VERSIONING
