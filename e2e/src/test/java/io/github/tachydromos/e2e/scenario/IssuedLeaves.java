// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates that the rotator issues for use between pods. The API is asked, nobody outside sees them.
 *
 * @param names of their Secrets, without the release's
 */
record IssuedLeaves(TestBed bed, List<String> names) {

    /** Orders a new one of each. */
    void rotate() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("annotate", "--overwrite", "secret"));
        names.forEach(name -> words.add(bed.release().object(name)));
        words.add("tachydromos.io/rotate=" + Instant.now());
        bed.kubectl().run(words.toArray(String[]::new));
    }

    List<String> now() throws IOException, InterruptedException {
        List<String> leaves = new ArrayList<>();
        for (String name : names) {
            leaves.add(RunningSuite.api()
                    .get("/api/v1/namespaces/" + bed.release().namespace() + "/secrets/"
                            + bed.release().object(name))
                    .path("data")
                    .path("tls.crt")
                    .asText());
        }
        return leaves;
    }

    boolean haveAllChanged(List<String> before) throws IOException, InterruptedException {
        List<String> now = now();
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).isEmpty() || now.get(i).equals(before.get(i))) {
                return false;
            }
        }
        return true;
    }
}
