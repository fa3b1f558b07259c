package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controller methods {@link Caller}, {@link IfMatch} and {@link PageQuery} as arguments. */
@Component
class Arguments implements HandlerMethodArgumentResolver {

    static final String PAGE_SIZE = "pageSize";
    static final String PAGE_TOKEN = "pageToken";

    private static final List<Class<?>> TYPES = List.of(Caller.class, IfMatch.class, PageQuery.class);

    private final Callers callers;

    Arguments(Callers callers) {
        this.callers = callers;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        if (parameter.getParameterType() == Caller.class) {
            return callers.of(request);
        }
        return parameter.getParameterType() == IfMatch.class
                ? new IfMatch(request.getHeader("If-Match"))
                : new PageQuery(pageSize(request.getParameter(PAGE_SIZE)), request.getParameter(PAGE_TOKEN));
    }

    static boolean isPageSize(String stated) {
        int size = stated.matches("[0-9]{1,3}") ? Integer.parseInt(stated) : 0;
        return size >= 1 && size <= PageQuery.MAX_SIZE;
    }

    static Fault badPageSize() {
        return new Fault(PAGE_SIZE, "range", "must be a whole number from 1 to %d".formatted(PageQuery.MAX_SIZE));
    }

    private static int pageSize(@Nullable String stated) {
        if (stated == null) {
            return PageQuery.DEFAULT_SIZE;
        }
        if (!isPageSize(stated)) {
            throw ProblemException.invalid(List.of(badPageSize()));
        }
        return Integer.parseInt(stated);
    }
}
