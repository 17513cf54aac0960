# SPDX-License-Identifier: Apache-2.0
# Before each user's own script, which then does not see the mail: nobody is answered who sent spam, and none is forwarded.
# Rspamd takes away the header that a stranger wrote.
require "fileinto";
if header :is "X-Spam" "Yes" {
  fileinto "Junk";
}
