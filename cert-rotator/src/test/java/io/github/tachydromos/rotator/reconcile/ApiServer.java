// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.core.kube.ControlPlane;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real API server for all tests of the module, and a {@link Tenant} of its own for each test. */
final class ApiServer implements ParameterResolver {
    private static final Namespace STORE = Namespace.create(ApiServer.class);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Tenant.class || type == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ControlPlane server =
                context.getRoot().getStore(STORE).getOrComputeIfAbsent("server", _ -> started(), ControlPlane.class);
        return parameter.getParameter().getType() == ControlPlane.class
                ? server
                : context.getStore(STORE).getOrComputeIfAbsent("tenant", _ -> tenant(server), Tenant.class);
    }

    private static ControlPlane started() {
        try {
            ControlPlane server = new ControlPlane();
            server.start();
            return server;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no API server", e);
        }
    }

    private static Tenant tenant(ControlPlane server) {
        try {
            return new Tenant(server, "mail-" + NAMESPACES.incrementAndGet());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no namespace", e);
        }
    }
}
