/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plugin of Dovecot that counts the changes of each mailbox (RFC 7162) from the first time that somebody opens it.
 * Dovecot itself begins when a client asks for the count, and leaves HIGHESTMODSEQ out until then. SOGo's ActiveSync
 * does not ask, and takes a mailbox without it for one that has nothing new.
 */
#include "lib.h"
#include "module-dir.h"
#include "mail-index-modseq.h"
#include "mail-storage-private.h"
#include "mail-storage-hooks.h"

/* Dovecot looks these up by the plugin's name. */
void modseq_plugin_init(struct module *module);
void modseq_plugin_deinit(void);
extern const char *modseq_plugin_version;

/* Another Dovecot than the one it was built for does not load it. */
const char *modseq_plugin_version = DOVECOT_ABI_VERSION;

static void count_changes(struct mailbox *box)
{
	mail_index_modseq_enable(box->index);
}

static const struct mail_storage_hooks hooks = {
	.mailbox_opened = count_changes,
};

void modseq_plugin_init(struct module *module)
{
	mail_storage_hooks_add(module, &hooks);
}

void modseq_plugin_deinit(void)
{
	mail_storage_hooks_remove(&hooks);
}
