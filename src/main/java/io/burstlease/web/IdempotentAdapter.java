package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Calls controllers; a POST of the API inside the transaction of its {@link Idempotency}. */
final class IdempotentAdapter extends RequestMappingHandlerAdapter {

    private final ObjectProvider<Idempotency> idempotency;

    IdempotentAdapter(ObjectProvider<Idempotency> idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    protected @Nullable ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod endpoint) throws Exception {
        boolean isApiPost = request.getMethod().equals("POST")
                && request.getRequestURI().startsWith(request.getContextPath() + WebConfiguration.API);
        if (!isApiPost) {
            return super.handleInternal(request, response, endpoint);
        }
        idempotency
                .getObject()
                .run(request, response, (again, captured) -> super.handleInternal(again, captured, endpoint));
        return null;
    }
}
