-- SPDX-License-Identifier: Apache-2.0
ADD SPATIAL KEY where_ (p)
