package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the problems of requests that never reach a controller. */
@Component
class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final JsonMapper json;
    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final AccessDeniedHandler refusal = new BearerTokenAccessDeniedHandler();

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    void write(HttpServletResponse response, Problem problem) throws IOException {
        if (!response.isCommitted()) {
            byte[] body = json.writeValueAsBytes(problem);
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** No token, or one that is not believed. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        try {
            challenge.commence(request, response, failure);
        } catch (jakarta.servlet.ServletException never) {
            throw new IOException(never);
        }
        write(
                response,
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        Reasons.UNAUTHENTICATED,
                        request.getHeader("Authorization") == null
                                ? "Send a bearer token of the identity provider."
                                : "The token is not valid, has expired, or is meant for another service.",
                        List.of()));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, jakarta.servlet.ServletException {
        refusal.handle(request, response, denied);
        write(
                response,
                Problem.of(HttpStatus.FORBIDDEN, Reasons.ROLE_REQUIRED, "Your roles do not allow this.", List.of()));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        write(
                response,
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        Reasons.INVALID,
                        "The path or a header is not well-formed.",
                        List.of()));
    }
}
