package io.burstlease.web;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Refuses to start while an endpoint under {@code /v1} does not say who may use it. */
@Component
class RoleGateCheck implements SmartInitializingSingleton {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    RoleGateCheck(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> open = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(endpoint -> isVersioned(endpoint.getKey()) && RoleGate.rule(endpoint.getValue()) == null)
                .map(endpoint -> endpoint.getKey() + " in " + shortName(endpoint.getValue()))
                .sorted()
                .toList();
        if (!open.isEmpty()) {
            throw new IllegalStateException("Endpoints without @Allowed: " + String.join("; ", open));
        }
    }

    private static boolean isVersioned(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream().anyMatch(path -> path.startsWith(WebConfiguration.API));
    }

    private static String shortName(HandlerMethod endpoint) {
        return endpoint.getBeanType().getSimpleName() + "."
                + endpoint.getMethod().getName();
    }
}
