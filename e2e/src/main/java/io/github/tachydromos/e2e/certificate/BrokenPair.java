// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** Ways in which the content of a TLS Secret can be wrong, each by one fault. */
public enum BrokenPair {
    KEY_OF_ANOTHER_CERTIFICATE("data[tls.key]: belongs to another certificate") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            return new Content(
                    authority.issue(order).certificates(),
                    authority.issue(order).privateKey());
        }
    },
    TRUNCATED_CERTIFICATE("data[tls.crt]: is cut off") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            Content whole = Content.of(authority.issue(order));
            return new Content(whole.certificate().substring(0, 300), whole.key());
        }
    },
    TRUNCATED_KEY("data[tls.key]: is cut off") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            Content whole = Content.of(authority.issue(order));
            return new Content(whole.certificate(), whole.key().substring(0, 100));
        }
    },
    EXPIRED("data[tls.crt]: expired at") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            Instant now = Instant.now();
            return Content.of(authority.issue(order.valid(now.minus(DAY.multipliedBy(90)), now.minus(DAY))));
        }
    },
    NOT_YET_VALID("data[tls.crt]: is not valid before") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            Instant now = Instant.now();
            return Content.of(authority.issue(order.valid(now.plus(DAY), now.plus(DAY.multipliedBy(90)))));
        }
    },
    WRONG_NAME("data[tls.crt]: is for \"www.example.net\"") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            return Content.of(authority.issue(LeafOrder.of("www.example.net")));
        }
    },
    WRONG_ORDER("data[tls.crt]: is not in the order") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            TlsPair pair = authority.issue(order);
            return new Content(TlsPair.pem(pair.chain().reversed()), pair.privateKey());
        }
    },
    MISSING_INTERMEDIATE("data[tls.crt]: lacks the certificate of") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            TlsPair pair = authority.issue(order);
            return new Content(TlsPair.pem(List.of(pair.leaf())), pair.privateKey());
        }
    },
    EMPTY("data[tls.crt]: is empty") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) {
            return new Content("", "");
        }
    },
    GARBAGE("data[tls.crt]: holds no certificate") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) {
            return new Content("\u0000\u0007%PDF-1.4 not a certificate", "\u0000 not a key");
        }
    },
    PASSWORD_PROTECTED_KEY("data[tls.key]: is protected by a password") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            TlsPair pair = authority.issue(order);
            return new Content(pair.certificates(), locked(pair));
        }
    },
    WEAK_KEY("has an RSA key of 1024 bits") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            return Content.of(authority.issue(order.withKey(KeyKind.WEAK_RSA)));
        }
    },
    WEAK_SIGNATURE("is signed with SHA1") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            return Content.of(authority.issue(order.signedWith("SHA1")));
        }
    },
    SWAPPED_FILES("data[tls.crt]: holds a private key") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            Content right = Content.of(authority.issue(order));
            return new Content(right.key(), right.certificate());
        }
    },
    EXPIRED_INTERMEDIATE("data[tls.crt]: has an intermediate") {
        @Override
        Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException {
            return Content.of(TestAuthority.create("Late", DAY.negated()).issue(order));
        }
    };

    private static final Duration DAY = Duration.ofDays(1);

    private final String fault;

    BrokenPair(String fault) {
        this.fault = fault;
    }

    /** What whoever refuses it has to say, word for word. */
    public String fault() {
        return fault;
    }

    /** {@code tls.crt} and {@code tls.key}. */
    public record Content(String certificate, String key) {
        public static Content of(TlsPair pair) throws GeneralSecurityException {
            return new Content(pair.certificates(), pair.privateKey());
        }

        /** Never the key. */
        @Override
        public String toString() {
            return "Content[" + certificate.length() + " characters of certificate]";
        }
    }

    /** What would be right but for this fault. */
    abstract Content of(TestAuthority authority, LeafOrder order) throws GeneralSecurityException;

    public Content content(String hostname) throws GeneralSecurityException {
        return of(TestAuthority.ofThisRun(), LeafOrder.of(hostname));
    }

    private static String locked(TlsPair pair) throws GeneralSecurityException {
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPassword("secret".toCharArray())
                    .build();
            var block = new JcaPKCS8Generator(pair.key(), encryptor).generate();
            return TlsPair.block(block.getType(), block.getContent());
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
