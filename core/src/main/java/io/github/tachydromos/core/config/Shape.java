// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.finding.Rule;
import java.time.ZoneId;
import java.util.function.Predicate;

/** What a line of text must be. {@code what} completes "is not". */
record Shape(Rule rule, Predicate<String> accepts, String what) {
    static final Shape HOST_NAME =
            new Shape(ReadingRules.HOST_NAME, Syntax::isFullyQualified, "a fully qualified host name");
    static final Shape DNS_NAME = new Shape(ReadingRules.HOST, Syntax::isHost, "a host name");
    static final Shape HOST = new Shape(
            ReadingRules.HOST,
            text -> Syntax.isHost(text)
                    || Network.parse(text).filter(Network::isAddress).isPresent(),
            "a host name or an address");
    static final Shape MAIL_ADDRESS = new Shape(ReadingRules.MAIL_ADDRESS, Syntax::isMailAddress, "a mail address");

    /** The account is Dovecot's {@code username_filter}, in which these characters would let in other names too. */
    static final Shape SUPERUSER = new Shape(
            ReadingRules.SUPERUSER,
            text -> Syntax.isMailAddress(text) && text.chars().noneMatch(c -> "*?!".indexOf(c) >= 0),
            "a mail address without * ? !");

    static final Shape DN = new Shape(ReadingRules.DN, Dn::isOne, "a distinguished name");
    static final Shape OBJECT_NAME = new Shape(ReadingRules.OBJECT_NAME, Syntax::isObjectName, "the name of an object");
    static final Shape SECRET_KEY =
            new Shape(ReadingRules.SECRET_KEY, Syntax::isSecretKey, "a key that a Secret may have");
    static final Shape TLS_MODE =
            new Shape(ReadingRules.TLS_MODE, word -> Choice.isOne(LdapSettings.Mode.class, word), "a mode");
    static final Shape DATABASE_TLS_MODE = new Shape(
            ReadingRules.DATABASE_TLS_MODE, word -> Choice.isOne(DatabaseSettings.Mode.class, word), "a mode");
    static final Shape DATABASE_NAME = new Shape(
            ReadingRules.DATABASE_NAME,
            text -> text.matches("[A-Za-z0-9_][A-Za-z0-9_.@$-]{0,62}"),
            "a name that a database may have");
    static final Shape DELIMITER = new Shape(
            ReadingRules.DELIMITER, text -> text.length() == 1 && "+-_.=~".contains(text), "one delimiter character");
    static final Shape ON_FAILURE = new Shape(
            ReadingRules.ON_FAILURE, word -> Choice.isOne(RspamdSettings.OnFailure.class, word), "an answer to mail");
    static final Shape SELECTOR = new Shape(ReadingRules.SELECTOR, Syntax::isSelector, "a selector");
    static final Shape OVERRIDE = new Shape(
            ReadingRules.OVERRIDE_NAME,
            text -> text.matches("[a-z0-9][a-z0-9_-]*\\.(conf|inc)"),
            "a file of Rspamd's override.d");
    static final Shape LANGUAGE = new Shape(
            ReadingRules.LANGUAGE, text -> text.matches("[A-Z][A-Za-z]{2,40}"), "a language as SOGo names it");
    static final Shape TIME_ZONE = new Shape(
            ReadingRules.TIME_ZONE, text -> ZoneId.getAvailableZoneIds().contains(text), "a time zone");
    static final Shape MTA_STS_MODE = new Shape(
            ReadingRules.MTA_STS_MODE, word -> Choice.isOne(FrontSettings.Mode.class, word), "a mode of MTA-STS");
    static final Shape MAIL_DOMAIN = new Shape(
            ReadingRules.MAIL_DOMAIN, text -> text.length() <= 200 && Syntax.isFullyQualified(text), "a mail domain");
    static final Shape ADDRESS = new Shape(
            ReadingRules.ADDRESS,
            text -> Network.parse(text).filter(Network::isAddress).isPresent(),
            "an address");
    static final Shape SPF = new Shape(ReadingRules.SPF, Syntax::isSpf, "an SPF record");
    static final Shape DMARC_POLICY = new Shape(
            ReadingRules.DMARC_POLICY, word -> Choice.isOne(DnsSettings.DmarcPolicy.class, word), "a policy of DMARC");
    static final Shape RELAYHOST =
            new Shape(ReadingRules.RELAYHOST, text -> Relayhost.parse(text).isPresent(), "a next hop");

    static Shape exactly(String word, String what) {
        return new Shape(ReadingRules.NOT_OURS, word::equals, what);
    }
}
