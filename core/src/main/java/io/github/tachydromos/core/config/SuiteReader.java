// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.tachydromos.core.config.SuiteReading.Accepted;
import io.github.tachydromos.core.config.SuiteReading.Foreign;
import io.github.tachydromos.core.config.SuiteReading.Rejected;
import io.github.tachydromos.core.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the suite document strictly: unknown keys, wrong types and missing values are findings, all at once. */
public final class SuiteReader {
    private static final String API_VERSION = "tachydromos.io/v1";
    private static final String KIND = "Suite";

    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The document as records, or what is wrong with it. */
    public SuiteReading read(String document) {
        JsonNode root;
        try {
            root = yaml.readTree(document);
        } catch (JsonProcessingException e) {
            return new Rejected(List.of(new Finding("document", "is not YAML: " + oneLine(e), "correct the syntax")));
        }
        if (!root.isObject()) {
            return new Rejected(List.of(new Finding("document", "is not a mapping", "give it keys and values")));
        }
        JsonNode schema = root.path("schema");
        if (schema.isInt() && schema.intValue() != Suite.SCHEMA) {
            return new Foreign(schema.asText());
        }
        List<Finding> findings = new ArrayList<>();
        Fields fields = new Fields("", root, findings);
        fields.line("apiVersion", API_VERSION::equals, "the version of this program", "set " + API_VERSION);
        fields.line("kind", KIND::equals, "the kind of this document", "set " + KIND);
        fields.number("schema", Suite.SCHEMA, Suite.SCHEMA);
        Suite suite = suite(fields);
        fields.end();
        return findings.isEmpty() ? new Accepted(suite) : new Rejected(findings);
    }

    private static Suite suite(Fields fields) {
        return new Suite(
                release(fields.mapping("release")),
                host(fields, "hostname"),
                fields.networks("podNetworks"),
                ldap(fields.mapping("ldap")),
                postfix(fields.mapping("postfix")),
                dovecot(fields.mapping("dovecot")),
                certificates(fields.mapping("certificates")),
                webhook(fields.mapping("webhook")),
                fields.mappings("credentials", c -> new Credential(c.objectName("secret"), c.lines("keys"))),
                fields.objectName("internalSecret"));
    }

    private static Release release(Fields f) {
        var release = new Release(f.objectName("name"), f.objectName("namespace"), f.objectName("fullname"));
        f.end();
        return release;
    }

    private static LdapSettings ldap(Fields f) {
        var ldap = new LdapSettings(
                f.line("host", SuiteReader::isHostOrAddress, "a host name or an address", "name the directory's host"),
                f.number("port", 1, 65535),
                ldapTls(f.mapping("tls")),
                dn(f, "baseDn"),
                dn(f, "userSearchBase"),
                dn(f, "domainSearchBase"),
                dn(f, "bindDn"),
                secretRef(f.mapping("bindPassword")),
                f.flag("persistence"));
        f.end();
        return ldap;
    }

    private static LdapSettings.Tls ldapTls(Fields f) {
        String word = f.line("mode", SuiteReader::isMode, "a mode", "set none, starttls or ldaps");
        var mode = isMode(word) ? LdapSettings.Mode.valueOf(word.toUpperCase(Locale.ROOT)) : LdapSettings.Mode.STARTTLS;
        var tls = new LdapSettings.Tls(
                mode,
                f.optionalLine("caSecret", Syntax::isObjectName, "the name of a Secret", "name one that has ca.crt"));
        f.end();
        return tls;
    }

    private static PostfixSettings postfix(Fields f) {
        Fields proxy = f.mapping("enableProxyProtocol");
        var on = new PostfixSettings.ProxyProtocol(proxy.flag("smtp"), proxy.flag("smtps"), proxy.flag("submission"));
        proxy.end();
        var postfix = new PostfixSettings(
                f.number("replicas", 0, 1000),
                f.flag("persistence"),
                f.number("messageSizeLimitMb", 1, 2047),
                f.optionalLine(
                        "recipientDelimiter",
                        d -> "+-_.=~".contains(d) && d.length() == 1,
                        "one delimiter character",
                        "use one of + - _ . = ~, or leave it empty"),
                f.optionalLine("relayhost", Relayhost::isOne, "a next hop", "write it as [smtp.example.net]:587"),
                f.optionalLine(
                        "relayhostSecret",
                        Syntax::isObjectName,
                        "the name of a Secret",
                        "name one that has username and password"),
                on,
                f.networks("trustedProxies"),
                f.networks("relayNetworks"),
                f.accessTable("heloWhitelist"),
                f.accessTable("postscreenAccessList"),
                f.accessTable("ptrWhitelist"),
                host(f, "reinjectHost"));
        if (on.any() && postfix.trustedProxies().isEmpty()) {
            f.refuse(
                    "enableProxyProtocol",
                    "is on without trusted proxies",
                    "list the proxies' networks in postfix.trustedProxies");
        }
        f.end();
        return postfix;
    }

    private static DovecotSettings dovecot(Fields f) {
        Fields proxy = f.mapping("enableProxyProtocol");
        var on = new DovecotSettings.ProxyProtocol(proxy.flag("imap"), proxy.flag("imaps"));
        proxy.end();
        var dovecot = new DovecotSettings(
                f.number("replicas", 0, 1000),
                f.flag("persistence"),
                address(f, "postmasterEmail"),
                superuser(f, "superuserUsername"),
                secretRef(f.mapping("superuserPassword")),
                f.networks("loginTrustedNetworks"),
                on,
                f.networks("trustedProxies"),
                host(f, "internalHost"));
        if (on.any() && dovecot.trustedProxies().isEmpty()) {
            f.refuse(
                    "enableProxyProtocol",
                    "is on without trusted proxies",
                    "list the proxies' networks in dovecot.trustedProxies");
        }
        f.end();
        return dovecot;
    }

    private static Certificates certificates(Fields f) {
        var certificates = new Certificates(
                f.objectName("mail"),
                f.objectName("ingress"),
                f.objectName("internalCa"),
                f.objectName("internalCaKey"),
                f.mappings("internal", c -> new Certificates.Internal(c.objectName("secret"), c.lines("dnsNames"))));
        f.end();
        return certificates;
    }

    private static WebhookSettings webhook(Fields f) {
        var webhook = new WebhookSettings(
                f.flag("enabled"),
                f.objectName("configuration"),
                f.objectName("serving"),
                f.objectName("authority"),
                f.lines("dnsNames"));
        f.end();
        return webhook;
    }

    private static SecretRef secretRef(Fields f) {
        var ref = new SecretRef(f.objectName("secret"), f.line("key"), f.line("entry"));
        f.end();
        return ref;
    }

    private static String host(Fields f, String key) {
        return f.line(key, Syntax::isFullyQualified, "a fully qualified host name", "write it as mail.example.org");
    }

    private static String address(Fields f, String key) {
        return f.line(key, Syntax::isMailAddress, "a mail address", "write it as postmaster@example.org");
    }

    /** The account is Dovecot's {@code username_filter}, in which these characters would let in other names too. */
    private static String superuser(Fields f, String key) {
        return f.line(
                key,
                text -> Syntax.isMailAddress(text) && text.chars().noneMatch(c -> "*?!".indexOf(c) >= 0),
                "a mail address without * ? !",
                "write it as sysmail@example.org");
    }

    private static String dn(Fields f, String key) {
        return f.line(
                key, text -> text.contains("="), "a distinguished name", "write it as ou=users,dc=example,dc=org");
    }

    private static boolean isHostOrAddress(String text) {
        return Syntax.isHost(text)
                || (text.indexOf('/') < 0 && Network.parse(text).isPresent());
    }

    private static boolean isMode(String word) {
        for (var mode : LdapSettings.Mode.values()) {
            if (mode.word().equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Jackson's message without the excerpt of the source behind it. */
    private static String oneLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable") + " (line "
                + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ")";
    }
}
