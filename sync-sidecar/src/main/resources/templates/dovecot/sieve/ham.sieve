# SPDX-License-Identifier: Apache-2.0
# A mail was moved or copied out of Junk: thrown away it is no better for it.
require ["copy", "environment", "imapsieve", "variables", "vnd.dovecot.pipe"];
if anyof (size :over 2M, environment :matches "imap.mailbox" ["Junk", "Junk/*", "Trash", "Trash/*"]) {
  stop;
}
if environment :matches "imap.user" "*" {
  set "user" "${1}";
}
pipe :copy "teach" ["ham", "${user}"];
