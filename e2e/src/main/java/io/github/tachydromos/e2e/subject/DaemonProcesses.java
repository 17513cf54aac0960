// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The long-lived processes of the mail daemons, by number and start time, and what their logs say of reloads. */
record DaemonProcesses(List<String> processes) {
    // Postfix's qmgr ends with a reload, its master and Dovecot's with a restart.
    private static final String LIST = """
            for folder in /proc/[0-9]*; do
              read -r name < $folder/comm || continue
              case $name in
                master|qmgr|dovecot)
                  set -- $(sed 's/.*) //' $folder/stat)
                  echo "$name ${folder#/proc/} ${20}" ;;
              esac
            done
            """;
    private static final Pattern RELOAD = Pattern.compile("reload|SIGHUP", Pattern.CASE_INSENSITIVE);

    static DaemonProcesses of(TestBed bed) throws IOException, InterruptedException {
        String postfix = bed.kubectl().exec(bed.release().pod("postfix"), "postfix", "sh", "-c", LIST);
        String sasl = bed.kubectl().exec(bed.release().pod("postfix"), "sasl", "sh", "-c", LIST);
        String dovecot = bed.kubectl().exec(bed.release().pod("dovecot"), "dovecot", "sh", "-c", LIST);
        return new DaemonProcesses(
                (postfix + "\n" + sasl + "\n" + dovecot).lines().sorted().toList());
    }

    static long reloadsSince(Instant start, TestBed bed) throws IOException, InterruptedException {
        String logs = bed.kubectl().logsSince(start, bed.release().pod("postfix"), "postfix")
                + bed.kubectl().logsSince(start, bed.release().pod("postfix"), "sasl")
                + bed.kubectl().logsSince(start, bed.release().pod("dovecot"), "dovecot");
        return logs.lines().filter(line -> RELOAD.matcher(line).find()).count();
    }
}
