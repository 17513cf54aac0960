// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import io.github.tachydromos.core.finding.Rule;
import java.util.List;

/** What makes a TLS Secret unfit for a mail server. */
public final class TlsRules {
    static final Rule MISSING = Rule.deny(
            "tls-entry-missing", "tls.crt or tls.key is missing or empty.", "store the certificate chain and its key");
    static final Rule SWAPPED = Rule.deny(
            "tls-entries-swapped",
            "tls.crt holds the private key and tls.key the certificates.",
            "store the certificates in tls.crt and the key in tls.key");
    static final Rule UNREADABLE = Rule.deny(
            "tls-certificate-unreadable",
            "tls.crt is not a text of certificates in PEM: cut off, damaged, or something else.",
            "store the certificate chain in PEM, the server's own certificate first");
    static final Rule KEY_UNREADABLE = Rule.deny(
            "tls-key-unreadable",
            "tls.key is not a private key in PEM: cut off, damaged, or something else.",
            "store the private key in PEM");
    static final Rule KEY_ENCRYPTED = Rule.deny(
            "tls-key-encrypted",
            "The private key is protected by a password, which no server can type.",
            "store it without one (openssl pkey -in KEY -out tls.key)");
    static final Rule KEY_OTHER = Rule.deny(
            "tls-key-mismatch",
            "The private key belongs to none of the certificates.",
            "store the key that the certificate was requested with");
    static final Rule KEY_WEAK = Rule.deny(
            "tls-key-weak",
            "A key is too short (RSA below 2048 bits, elliptic curves below 256) or of a kind that TLS has given up (DSA).",
            "have the certificate issued for a new key: RSA 2048 or EC P-256");
    static final Rule EXPIRED = Rule.deny("tls-expired", "The certificate has expired.", "renew it");
    static final Rule EARLY = Rule.deny(
            "tls-not-yet-valid",
            "The certificate is not valid yet.",
            "wait until it is, or have one issued that is valid now");
    static final Rule CHAIN_EXPIRED = Rule.deny(
            "tls-chain-expired",
            "An intermediate certificate has expired, or is not valid yet.",
            "store the authority's current intermediate certificate");
    static final Rule NAME = Rule.deny(
            "tls-host-name",
            "The certificate does not name the mail host among its DNS names (RFC 9525).",
            "have it issued for the host, or set hostname to a name that it has");
    static final Rule ORDER = Rule.deny(
            "tls-chain-order",
            "The certificates are not in the order in which each was issued by the next (RFC 8446 4.4.2).",
            "store the server's own certificate first, then the one that issued it, and so on");
    static final Rule CHAIN = Rule.deny(
            "tls-chain-incomplete",
            "An intermediate certificate is missing between the server's and the root: clients cannot build the chain.",
            "append the authority's intermediate certificates, or store the root that issued it directly in ca.crt");
    static final Rule LONG = Rule.deny(
            "tls-chain-long",
            "There are more certificates than any chain has.",
            "store the chain only, not a bundle of authorities");
    static final Rule SIGNATURE = Rule.deny(
            "tls-signature-weak",
            "A certificate is signed with SHA-1 or MD5, which clients no longer accept.",
            "have it issued anew, with SHA-256 or better");
    static final Rule PURPOSE = Rule.deny(
            "tls-purpose",
            "The certificate's extended key usage does not include server authentication.",
            "have it issued for a TLS server");

    /** All of them, in the order of the page. */
    public static final List<Rule> ALL = List.of(
            MISSING,
            SWAPPED,
            UNREADABLE,
            KEY_UNREADABLE,
            KEY_ENCRYPTED,
            KEY_OTHER,
            KEY_WEAK,
            EXPIRED,
            EARLY,
            NAME,
            PURPOSE,
            SIGNATURE,
            ORDER,
            CHAIN,
            CHAIN_EXPIRED,
            LONG);

    private TlsRules() {}
}
