// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code kubectl edit} with an editor that always writes the same; what it is shown the second time is kept. */
final class KubectlEdit {
    private final Kubectl kubectl;
    private final Path folder;

    KubectlEdit(Kubectl kubectl, Path folder) {
        this.kubectl = kubectl;
        this.folder = folder;
    }

    Command.Output to(String kind, String name, JsonNode edited) throws IOException, InterruptedException {
        Path wish = Files.writeString(folder.resolve("wish.json"), edited.toPrettyString());
        Path editor = Files.writeString(folder.resolve("editor"), """
                #!/bin/sh
                mv %2$s/shown %2$s/shown.before 2>/dev/null
                cp "$1" %2$s/shown && cp %1$s "$1"
                """.formatted(wish, folder));
        editor.toFile().setExecutable(true);
        List<String> words = new ArrayList<>(List.of("env", "KUBE_EDITOR=" + editor));
        words.addAll(kubectl.command("edit", kind, name).words());
        return new Command(words).answer();
    }

    /** What the editor was shown last, without the marks of a comment. */
    String shownAgain() throws IOException {
        return Files.readString(folder.resolve("shown")).replaceAll("(?m)^# ?", "");
    }
}
