// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.sql.Connection;

@AnalyzeClasses(packages = "io.github.tachydromos", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theMachineryKnowsNoDaemonByName = noClasses()
            .that()
            .resideOutsideOfPackages("..sync.daemon.postfix..", "..sync.daemon.dovecot..", "..sync.daemon.rspamd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..sync.daemon.postfix..", "..sync.daemon.dovecot..", "..sync.daemon.rspamd..");

    @ArchTest
    static final ArchRule templatesAndGenerationsKnowNoDaemon = noClasses()
            .that()
            .resideInAnyPackage("..sync.render..", "..sync.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..sync.daemon..");

    @ArchTest
    static final ArchRule ioHasItsPlaces = noClasses()
            .that()
            .resideInAnyPackage(
                    "..sync.render..", "..sync.reconcile..", "..sync.status..", "..core.config..", "..core.finding..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class, Socket.class, Channel.class, Connection.class);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.tachydromos.sync.(*)..").should().beFreeOfCycles();
}
