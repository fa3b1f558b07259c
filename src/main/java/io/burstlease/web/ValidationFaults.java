package io.burstlease.web;

import jakarta.validation.ConstraintViolation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/** The faults that bean validation finds, in the words of the API. */
final class ValidationFaults {

    static final Comparator<Fault> BY_FIELD = Comparator.comparing(Fault::field).thenComparing(Fault::reason);

    private ValidationFaults() {}

    static Fault of(ConstraintViolation<?> violation) {
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        String path = violation.getPropertyPath().toString();
        return new Fault(path.isEmpty() ? "body" : path, reason(constraint), violation.getMessage());
    }

    static List<Fault> of(Errors errors) {
        return errors.getAllErrors().stream()
                .map(ValidationFaults::of)
                .sorted(BY_FIELD)
                .toList();
    }

    static List<Fault> of(MethodValidationResult result) {
        return result.getParameterValidationResults().stream()
                .flatMap(ValidationFaults::of)
                .sorted(BY_FIELD)
                .toList();
    }

    private static Stream<Fault> of(ParameterValidationResult parameter) {
        if (parameter instanceof ParameterErrors errors) {
            return errors.getAllErrors().stream().map(ValidationFaults::of);
        }
        String name = parameter.getMethodParameter().getParameterName();
        return parameter.getResolvableErrors().stream()
                .map(error -> new Fault(name == null ? "request" : name, reason(code(error)), text(error)));
    }

    private static Fault of(ObjectError error) {
        String field = error instanceof FieldError named ? named.getField() : "body";
        return new Fault(field, reason(code(error)), text(error));
    }

    /** {@code NotNull} is what people call required; the others keep their name. */
    private static String reason(String constraint) {
        return constraint.equals("NotNull")
                ? "required"
                : constraint.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The last of the codes is the bare name of the constraint. */
    private static String code(MessageSourceResolvable error) {
        String @Nullable [] codes = error.getCodes();
        return codes == null || codes.length == 0 ? "Invalid" : codes[codes.length - 1];
    }

    private static String text(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }
}
