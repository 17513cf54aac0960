// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.tachydromos.rotator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule decisionsAndIssuersKnowNoCluster = noClasses()
            .that()
            .resideInAnyPackage("..policy..", "..issue..", "..health..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule onlyTheIssuerMakesCertificates = noClasses()
            .that()
            .resideOutsideOfPackage("..issue..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.tachydromos.rotator.(*)..").should().beFreeOfCycles();
}
