package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Does a POST once per {@code Idempotency-Key}: key, effect and answer are committed together, and the same request
 * again gets the same answer. A refusal or failure is not kept: nothing came of it, so it may be tried again.
 *
 * <p>Runs after authentication and authorisation, and before anything looks at {@code If-Match} or at states.
 */
@Component
class Idempotency {

    static final String HEADER = "Idempotency-Key";
    static final int MAX_LENGTH = 128;

    private static final Pattern WELL_FORMED = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");
    private static final int FIRST_ERROR = 400;

    private final IdempotencyKeys keys;
    private final Callers callers;
    private final PlatformTransactionManager transactions;

    Idempotency(IdempotencyKeys keys, Callers callers, PlatformTransactionManager transactions) {
        this.keys = keys;
        this.callers = callers;
        this.transactions = transactions;
    }

    /** What is done at most once. */
    interface Effect {

        @Nullable
        Object on(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** Answers the request, with the effect or with what it was answered before. */
    void run(HttpServletRequest request, HttpServletResponse response, Effect effect) throws Exception {
        Caller caller = callers.of(request);
        IdempotencyKeys.Key key = key(request, caller);
        RepeatableRequest repeatable = new RepeatableRequest(request);
        CapturedAnswer answer = new CapturedAnswer(response);
        TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            Optional<StoredAnswer> earlier = key == null ? Optional.empty() : keys.claim(key, hash(caller, repeatable));
            if (earlier.isPresent()) {
                earlier.get().replay(answer);
                transactions.rollback(transaction);
            } else {
                effect.on(repeatable, answer);
                finish(transaction, key, repeatable, answer);
            }
        } catch (Exception | Error failure) {
            answer.discard();
            if (!transaction.isCompleted()) {
                transactions.rollback(transaction);
            }
            throw failure;
        }
        answer.copyBodyToResponse();
    }

    private void finish(
            TransactionStatus transaction,
            IdempotencyKeys.@Nullable Key key,
            HttpServletRequest request,
            CapturedAnswer answer) {
        if (request.isAsyncStarted()) {
            throw new IllegalStateException(
                    "a POST of the API answers before it returns, so that its answer can be kept");
        }
        if (answer.getStatus() >= FIRST_ERROR) {
            transactions.rollback(transaction);
            return;
        }
        if (key != null) {
            keys.keep(key, answer.stored());
        }
        transactions.commit(transaction);
    }

    private static IdempotencyKeys.@Nullable Key key(HttpServletRequest request, Caller caller) {
        String stated = request.getHeader(HEADER);
        if (stated != null) {
            if (!WELL_FORMED.matcher(stated).matches()) {
                throw ProblemException.invalid(List.of(new Fault(
                        HEADER, "pattern", "must be 1 to %d visible ASCII characters".formatted(MAX_LENGTH))));
            }
            return new IdempotencyKeys.Key(caller.subject(), request.getMethod(), request.getRequestURI(), stated);
        }
        if (caller.machine()) {
            throw ProblemException.of(
                    HttpStatus.BAD_REQUEST,
                    Reasons.KEY_REQUIRED,
                    "Machine clients send an Idempotency-Key with every POST, and the same one when they repeat it.",
                    List.of(new Fault(HEADER, "required", "must be stated")));
        }
        return null;
    }

    /** What makes a request the same one: for whom, with which parameters and body. */
    private static byte[] hash(Caller caller, RepeatableRequest request) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {caller.actor(), String.valueOf(request.getQueryString())}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }
}
