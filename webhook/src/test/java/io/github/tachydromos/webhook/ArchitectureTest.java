// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.tachydromos.webhook", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule verdictsKnowNoCluster = noClasses()
            .that()
            .resideInAnyPackage("..admission..", "..suite..", "..tls..", "..validate..", "..health..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule verdictsTouchNoFileAndStartNoProgram = noClasses()
            .that()
            .resideInAnyPackage("..admission..", "..suite..", "..tls..", "..serving..", "..cluster..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..");

    @ArchTest
    static final ArchRule theOfflineCommandNeedsNoFramework = noClasses()
            .that()
            .resideInAnyPackage("..validate..", "..suite..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "reactor..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.tachydromos.webhook.(*)..").should().beFreeOfCycles();
}
