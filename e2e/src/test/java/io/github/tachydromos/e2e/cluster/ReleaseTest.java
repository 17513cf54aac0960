// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseTest {
    @Test
    void namesObjectsAsTheChartDoes() {
        Release release = new Release("demo", "mail");

        assertThat(release.pod("postfix")).isEqualTo("demo-tachydromos-postfix-0");
        assertThat(release.internalHost("dovecot")).isEqualTo("demo-tachydromos-dovecot-internal.mail.svc");
    }

    @Test
    void doesNotRepeatTheChartsName() {
        assertThat(new Release("tachydromos", "mail").fullname()).isEqualTo("tachydromos");
    }
}
