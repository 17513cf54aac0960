-- SPDX-License-Identifier: Apache-2.0

ALTER TABLE claim ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0; -- 1: it, or the login of its account, is contested
