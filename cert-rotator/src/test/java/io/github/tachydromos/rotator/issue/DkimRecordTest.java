// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DkimRecordTest {

    @Test
    void tellsThePublicKeyOfAnRsaKey() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        assertThat(DkimRecord.of("2026", pem(pair)))
                .isEqualTo(new DkimRecord(
                        "2026._domainkey",
                        "v=DKIM1; k=rsa; p="
                                + Base64.getEncoder()
                                        .encodeToString(pair.getPublic().getEncoded())));
    }

    @Test
    void tellsTheThirtyTwoBytesOfAnEd25519Key() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();

        assertThat(DkimRecord.of("2026-ed", pem(pair)).text())
                .isEqualTo("v=DKIM1; k=ed25519; p="
                        + Base64.getEncoder()
                                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }

    @Test
    void refusesAKeyOfAnotherKind() throws Exception {
        byte[] key = pem(KeyPairGenerator.getInstance("EC").generateKeyPair());

        assertThatThrownBy(() -> DkimRecord.of("2026", key))
                .isInstanceOf(PemException.class)
                .hasMessage("the key is neither RSA nor Ed25519");
    }

    @Test
    void knowsItselfInTheStringsOfDns() {
        DkimRecord dkim = new DkimRecord("2026._domainkey", "v=DKIM1; k=rsa; p=abcdef==");

        assertThat(dkim.isIn("\"v=DKIM1; k=rsa; p=abc\" def==")).isTrue();
        assertThat(dkim.isIn("v=DKIM1;p=abcdef==; n=of the mail host")).isTrue();
        assertThat(dkim.isIn("\"v=DKIM1; k=rsa; p=abcdeg==\"")).isFalse();
        assertThat(dkim.isIn("\"v=DKIM1; k=ed25519; p=abcdef==\"")).isFalse();
        assertThat(dkim.isIn("v=spf1 -all")).isFalse();
    }

    private static byte[] pem(KeyPair pair) {
        return Pem.write(pair.getPrivate()).getBytes(US_ASCII);
    }
}
