-- SPDX-License-Identifier: Apache-2.0
-- The hash of the line on standard input, as Rspamd wants it in its configuration.
print(require("rspamd_cryptobox").pbkdf(io.read("l")))
