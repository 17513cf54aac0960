// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

/** What happens to a mail on its way from its author to us. */
interface Journey {
    String TEXT = "How are you?";

    /** The mail as it comes out. */
    String of(String mail, MailPath tools) throws Exception;

    default Journey then(Journey next) {
        return (mail, tools) -> next.of(of(mail, tools), tools);
    }

    /** Nothing. */
    static Journey direct() {
        return (mail, tools) -> mail;
    }

    /** The author's server signs it. */
    static Journey signed(String kind) {
        return signed(kind, kind.equals("rsa") ? "rsa" : "ed", "strict.example");
    }

    static Journey signed(String kind, String selector, String domain) {
        return (mail, tools) -> tools.signed(mail, kind, selector, domain);
    }

    /** Another server has had it. */
    static Journey relayed() {
        return (mail, tools) -> "Received: from mail.sender.example (mail.sender.example [198.51.100.10])\r\n"
                + "\tby mail.other.example with ESMTPS id 1; Wed, 25 Nov 2026 12:00:01 +0000\r\n" + mail;
    }

    static Journey changed() {
        return (mail, tools) -> mail.replace(TEXT, "Who are you?");
    }

    /** A mailing list changes it and seals what it saw of it before. */
    static Journey listed(String list, String seen) {
        Journey changed = (mail, tools) -> "Authentication-Results: " + list + "; " + seen + "\r\n"
                + mail.replace("Subject: ", "Subject: [list] ");
        return relayed().then(changed).then(signed("arc", "rsa", list));
    }
}
