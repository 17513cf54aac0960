// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

/** The names that follow from a release, as the chart makes them. */
public record Release(String name, String namespace) {
    private static final String CHART = "tachydromos";

    public String fullname() {
        return name.contains(CHART) ? name : name + "-" + CHART;
    }

    public String object(String component) {
        return fullname() + "-" + component;
    }

    /** The only pod of a component that is a StatefulSet. */
    public String pod(String component) {
        return object(component) + "-0";
    }

    public String internalHost(String component) {
        return object(component + "-internal") + "." + namespace + ".svc";
    }
}
