// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.core.config.SuiteReading.Foreign;
import io.github.tachydromos.core.config.SuiteReading.Read;
import io.github.tachydromos.core.config.SuiteReading.Unreadable;
import io.github.tachydromos.core.finding.Findings;

/**
 * Reads the suite document strictly: unknown keys, wrong types and missing values are findings, all at once. Programs
 * ask the judge, which also knows the rules that span fields.
 */
public final class SuiteReader {
    private static final Shape API_VERSION = Shape.exactly("tachydromos.io/v1", "the version of this program");
    private static final Shape KIND = Shape.exactly("Suite", "the kind of this document");

    private SuiteReader() {}

    /** The document as records, or why it is none. */
    public static SuiteReading read(String document) {
        Findings findings = new Findings();
        JsonNode root = DocumentTree.read(document, findings);
        if (!findings.reasons().isEmpty()) {
            return new Unreadable(findings);
        }
        if (!root.isObject()) {
            findings.add(ReadingRules.NOT_A_MAPPING, ReadingRules.NOT_A_MAPPING.at("document", "is not a mapping"));
            return new Unreadable(findings);
        }
        JsonNode schema = root.path("schema");
        if (schema.isInt() && schema.intValue() != Suite.SCHEMA) {
            return new Foreign(schema.asText());
        }
        Fields fields = new Fields("", root, findings);
        fields.line("apiVersion", API_VERSION);
        fields.line("kind", KIND);
        fields.number("schema", Suite.SCHEMA, Suite.SCHEMA);
        Suite suite = suite(fields);
        fields.end();
        return new Read(suite, findings);
    }

    private static Suite suite(Fields fields) {
        return new Suite(
                fields.mapping("release", SuiteReader::release),
                fields.line("hostname", Shape.HOST_NAME),
                fields.networks("podNetworks"),
                fields.mapping("ldap", DirectorySection::read),
                fields.mapping("postfix", PostfixSection::read),
                fields.mapping("dovecot", DovecotSection::read),
                fields.mapping("rspamd", RspamdSection::read),
                fields.mapping("clamav", SuiteReader::clamav),
                fields.mapping("sogo", SogoSection::read),
                fields.mapping("database", DatabaseSection::read),
                fields.mapping("front", FrontSection::read),
                fields.mapping("dns", DnsSection::read),
                fields.mapping("certificates", SuiteReader::certificates),
                fields.mapping("webhook", SuiteReader::webhook),
                fields.mappings("credentials", SuiteReader::credential),
                fields.line("internalSecret", Shape.OBJECT_NAME));
    }

    private static Release release(Fields f) {
        return new Release(
                f.line("name", Shape.OBJECT_NAME),
                f.line("namespace", Shape.OBJECT_NAME),
                f.line("fullname", Shape.OBJECT_NAME));
    }

    private static ClamavSettings clamav(Fields f) {
        return new ClamavSettings(f.flag("enabled"), f.line("host", Shape.HOST_NAME));
    }

    private static Certificates certificates(Fields f) {
        return new Certificates(
                f.line("mail", Shape.OBJECT_NAME),
                f.line("ingress", Shape.OBJECT_NAME),
                f.line("internalCa", Shape.OBJECT_NAME),
                f.line("internalCaKey", Shape.OBJECT_NAME),
                f.mappings(
                        "internal",
                        c -> new Certificates.Internal(
                                c.line("secret", Shape.OBJECT_NAME), c.lines("dnsNames", Shape.DNS_NAME))));
    }

    private static WebhookSettings webhook(Fields f) {
        return new WebhookSettings(
                f.flag("enabled"),
                f.line("configuration", Shape.OBJECT_NAME),
                f.line("serving", Shape.OBJECT_NAME),
                f.line("authority", Shape.OBJECT_NAME),
                f.lines("dnsNames", Shape.DNS_NAME));
    }

    private static Credential credential(Fields f) {
        return new Credential(f.line("secret", Shape.OBJECT_NAME), f.lines("keys", Shape.SECRET_KEY));
    }

    static SecretRef secretRef(Fields f) {
        return new SecretRef(f.line("secret", Shape.OBJECT_NAME), f.line("key", Shape.SECRET_KEY), f.line("entry"));
    }
}
