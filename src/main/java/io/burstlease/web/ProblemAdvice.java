package io.burstlease.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every failure with a problem document, and none with what is inside. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String SECONDS_TO_WAIT = "5";

    private final UnreadableBody bodies;

    ProblemAdvice(UnreadableBody bodies) {
        this.bodies = bodies;
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(ProblemException refusal) {
        return answer(Problem.of(refusal), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> changedMeanwhile(OptimisticLockingFailureException lost) {
        return answer(
                Problem.of(
                        HttpStatus.CONFLICT,
                        Reasons.CHANGED_MEANWHILE,
                        "Somebody else changed it at the same moment: read it again.",
                        List.of()),
                new HttpHeaders());
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        PessimisticLockingFailureException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<Problem> unavailable(RuntimeException failure) {
        LOG.warn("The database does not answer", failure);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        return answer(
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        Reasons.UNAVAILABLE,
                        "The database does not answer now; nothing was changed.",
                        List.of()),
                headers);
    }

    /** Left to the security filters, which know how to challenge. */
    @ExceptionHandler({AuthenticationException.class, AccessDeniedException.class})
    void security(RuntimeException denied) {
        throw denied;
    }

    @ExceptionHandler
    ResponseEntity<Problem> unexpected(Exception failure) {
        if (UnreadableBody.find(failure, BodyLimit.TooLarge.class) != null) {
            return answer(BodyLimit.problem(), new HttpHeaders());
        }
        LOG.error("Unexpected failure of request {}", RequestId.current(), failure);
        return answer(
                Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        Reasons.INTERNAL,
                        "Something is wrong with the service; the log tells more under this request's id.",
                        List.of()),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(bodies.problem(failure), headers);
    }

    /** Every failure that Spring itself names comes through here. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Fault> faults = faults(failure);
        if (!faults.isEmpty()) {
            return answer(Problem.of(ProblemException.invalid(faults)), headers);
        }
        if (status.is5xxServerError()) {
            LOG.error("Failure of request {}", RequestId.current(), failure);
        }
        return answer(Problem.of(status, Reasons.of(status), detail(status), List.of()), headers);
    }

    private static List<Fault> faults(Exception failure) {
        return switch (failure) {
            case MethodArgumentNotValidException invalid -> ValidationFaults.of(invalid.getBindingResult());
            case MethodValidationResult invalid -> ValidationFaults.of(invalid);
            case MissingServletRequestParameterException missing ->
                List.of(new Fault(missing.getParameterName(), "required", "must be stated"));
            case MissingRequestHeaderException missing ->
                List.of(new Fault(missing.getHeaderName(), "required", "must be stated"));
            case MethodArgumentTypeMismatchException mismatch -> List.of(fault(mismatch.getName(), mismatch));
            case TypeMismatchException mismatch -> List.of(fault(String.valueOf(mismatch.getPropertyName()), mismatch));
            default -> List.of();
        };
    }

    private static Fault fault(String name, TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        return new Fault(name, "type", type == null ? "is not valid" : "must be " + Expected.of(type));
    }

    private static String detail(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "The path exists, but not for this method.";
            case 406 -> "This answer cannot be made in a form that Accept lists.";
            case 415 -> "The body is in a form that is not read here; send application/json.";
            default -> Reasons.title(status) + ".";
        };
    }

    @SuppressWarnings("unchecked") // an entity of a problem is an entity of an object: nobody puts another body in
    private static <T> ResponseEntity<T> answer(Problem problem, HttpHeaders stated) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(stated);
        headers.setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        return (ResponseEntity<T>) new ResponseEntity<>(problem, headers, HttpStatusCode.valueOf(problem.status()));
    }
}
