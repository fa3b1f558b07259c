package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Refuses query parameters that are unknown, missing, repeated or unreadable: all at once, before the controller sees
 * any.
 */
@Component
class QueryParameters implements HandlerInterceptor {

    private static final String UNREADABLE = "\uFFFD";
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final ConversionService conversion;
    private final Map<HandlerMethod, List<Declared>> known = new ConcurrentHashMap<>();

    QueryParameters(@Lazy @Qualifier("mvcConversionService") ConversionService conversion) {
        this.conversion = conversion;
    }

    private record Declared(String name, TypeDescriptor type, boolean required) {

        boolean takesSeveral() {
            return type.isArray() || Collection.class.isAssignableFrom(type.getType());
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint) {
            List<Fault> faults = faults(
                    known.computeIfAbsent(endpoint, QueryParameters::declared), stated(request.getQueryString()));
            if (!faults.isEmpty()) {
                throw ProblemException.invalid(faults);
            }
        }
        return true;
    }

    private List<Fault> faults(List<Declared> declared, Map<String, List<String>> stated) {
        List<Fault> faults = new ArrayList<>();
        Map<String, List<String>> unknown = new HashMap<>(stated);
        for (Declared parameter : declared) {
            List<String> values = unknown.remove(parameter.name());
            if (values == null) {
                if (parameter.required()) {
                    faults.add(new Fault(parameter.name(), "required", "must be stated"));
                }
            } else if (values.size() > 1 && !parameter.takesSeveral()) {
                faults.add(new Fault(parameter.name(), "repeated", "must be stated once"));
            } else if (!values.stream().allMatch(QueryParameters::isPlain)) {
                faults.add(new Fault(parameter.name(), "characters", PlainText.RULE));
            } else if (parameter.name().equals(Arguments.PAGE_SIZE) && !Arguments.isPageSize(values.getFirst())) {
                faults.add(Arguments.badPageSize());
            } else if (!isReadable(values, parameter.type())) {
                faults.add(new Fault(parameter.name(), "type", "must be " + expected(parameter.type())));
            }
        }
        unknown.keySet().stream()
                .sorted()
                .map(name -> new Fault(name, "unknown-parameter", "is not a parameter of this request"))
                .forEach(faults::add);
        return faults;
    }

    private boolean isReadable(List<String> values, TypeDescriptor type) {
        try {
            conversion.convert(values.size() == 1 ? values.getFirst() : values.toArray(String[]::new), type);
            return true;
        } catch (ConversionException unreadable) {
            return false;
        }
    }

    private static String expected(TypeDescriptor type) {
        TypeDescriptor element = type.getElementTypeDescriptor();
        return Expected.of(element == null ? type.getType() : element.getType());
    }

    private static Map<String, List<String>> stated(String query) {
        Map<String, List<String>> stated = new HashMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> stated.computeIfAbsent(decode(name), any -> new ArrayList<>())
                        .addAll(values.stream().map(QueryParameters::decode).toList()));
        return stated;
    }

    /** What no URL encoding gives becomes the sign of the unreadable, as what is no UTF-8 does. */
    private static String decode(String text) {
        try {
            return text == null ? "" : UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException garbled) {
            return UNREADABLE;
        }
    }

    private static boolean isPlain(String value) {
        return !value.contains(UNREADABLE) && PlainText.isSound(value);
    }

    private static List<Declared> declared(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethodParameters())
                .flatMap(QueryParameters::declared)
                .toList();
    }

    private static Stream<Declared> declared(MethodParameter parameter) {
        if (parameter.getParameterType() == PageQuery.class) {
            // Whether a token is the list's own is judged where it is read.
            TypeDescriptor text = TypeDescriptor.valueOf(String.class);
            return Stream.of(
                    new Declared(Arguments.PAGE_SIZE, text, false), new Declared(Arguments.PAGE_TOKEN, text, false));
        }
        RequestParam stated = parameter.getParameterAnnotation(RequestParam.class);
        if (stated == null) {
            return Stream.empty();
        }
        parameter.initParameterNameDiscovery(NAMES);
        String name = StringUtils.hasText(stated.name()) ? stated.name() : String.valueOf(parameter.getParameterName());
        boolean required = stated.required()
                && stated.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                && !parameter.isOptional();
        return Stream.of(new Declared(name, new TypeDescriptor(parameter.nestedIfOptional()), required));
    }
}
