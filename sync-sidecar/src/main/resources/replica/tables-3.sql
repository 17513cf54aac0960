-- SPDX-License-Identifier: Apache-2.0
-- What daemons still have to forget: written with the change itself, removed when they have.

CREATE TABLE pending (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL,
    disabled INTEGER NOT NULL
);
