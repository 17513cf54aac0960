// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code helm test}: tries the suite through its Services, and ends with 1 if something is not as it should be. */
public final class AcceptanceCommand {
    private static final int GOOD = 0;
    private static final int FAULTS = 1;

    private AcceptanceCommand() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        System.exit(run(System.getenv(), out));
    }

    static int run(Map<String, String> environment, PrintStream out) {
        AcceptanceSettings settings;
        try {
            settings = AcceptanceSettings.read(environment);
        } catch (IOException e) {
            out.println(e.getMessage());
            return FAULTS;
        }
        Ports ports = new Ports(settings.smtpHost(), settings.imapHost(), settings.leaf());
        Acceptance acceptance = new Acceptance(out);
        answering(settings).forEach(acceptance::ask);
        acceptance.tryAll(new TlsTrials(ports).all());
        acceptance.tryAll(List.of(new RelayTrial(ports).trial()));
        settings.account()
                .ifPresentOrElse(
                        account -> {
                            acceptance.tryAll(new MailTrials(ports, account).all());
                            settings.webmail()
                                    .ifPresent(address ->
                                            acceptance.tryAll(List.of(new WebmailTrial(address, account).trial())));
                        },
                        () -> acceptance.leaveOut(
                                "mail in, mail out, logins", "tests.account.user names nobody to log in as"));
        return acceptance.summary() ? GOOD : FAULTS;
    }

    private static Map<Service, Trial> answering(AcceptanceSettings settings) {
        Map<Service, Trial> trials = new EnumMap<>(Service.class);
        trials.put(Service.POSTFIX, new Reach(Service.POSTFIX, settings.smtpHost(), Ports.SMTP).trial());
        trials.put(Service.DOVECOT, new Reach(Service.DOVECOT, settings.imapHost(), Ports.IMAP).trial());
        settings.webmail()
                .ifPresent(webmail -> trials.put(
                        Service.SOGO, new Reach(Service.SOGO, webmail.service(), WebmailTrial.PORT).trial()));
        return trials;
    }
}
