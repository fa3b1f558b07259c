package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets only those on who have one of the roles an endpoint is {@link Allowed} to. */
@Component
class RoleGate implements HandlerInterceptor {

    private final Callers callers;

    RoleGate(Callers callers) {
        this.callers = callers;
    }

    /** The rule of a method, or of its type where it has none. */
    static @Nullable Allowed rule(HandlerMethod endpoint) {
        Allowed own = endpoint.getMethodAnnotation(Allowed.class);
        return own == null ? AnnotatedElementUtils.findMergedAnnotation(endpoint.getBeanType(), Allowed.class) : own;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Allowed rule = handler instanceof HandlerMethod endpoint ? rule(endpoint) : null;
        if (rule != null) {
            Caller caller = callers.of(request);
            if (Arrays.stream(rule.value()).noneMatch(caller::is)) {
                throw ProblemException.forbidden(
                        Reasons.ROLE_REQUIRED,
                        "This needs one of the roles %s."
                                .formatted(Arrays.stream(rule.value())
                                        .map(Role::claim)
                                        .collect(Collectors.joining(", "))));
            }
        }
        return true;
    }
}
