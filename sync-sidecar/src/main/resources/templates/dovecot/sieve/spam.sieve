# SPDX-License-Identifier: Apache-2.0
# A mail was moved or copied into Junk.
require ["copy", "environment", "variables", "vnd.dovecot.imapsieve", "vnd.dovecot.pipe"];
# Words are learnt, and what makes a mail large is no text.
if anyof (size :over 2M, environment :matches "vnd.dovecot.mailbox-from" ["Junk", "Junk/*"]) {
  stop;
}
if environment :matches "imap.user" "*" {
  set "user" "${1}";
}
pipe :copy "teach" ["spam", "${user}"];
