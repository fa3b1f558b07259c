package io.burstlease.web;

import jakarta.validation.Validator;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Tells the faults of reading a body and those of its values together. */
@RestControllerAdvice
class BodyFaults extends RequestBodyAdviceAdapter {

    private final Validator validator;

    BodyFaults(Validator validator) {
        this.validator = validator;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        JsonFaults.collect();
        return message;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        List<Fault> unreadable = JsonFaults.collected();
        if (unreadable.isEmpty()) {
            return body;
        }
        List<Fault> all = new ArrayList<>(unreadable);
        validator.validate(body).stream()
                .map(ValidationFaults::of)
                .filter(fault ->
                        unreadable.stream().noneMatch(known -> known.field().equals(fault.field())))
                .sorted(ValidationFaults.BY_FIELD)
                .forEach(all::add);
        throw ProblemException.invalid(all);
    }
}
