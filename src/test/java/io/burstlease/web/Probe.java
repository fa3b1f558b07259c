package io.burstlease.web;

import io.burstlease.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller with one endpoint per manner: what it does, the tests see in the answer or in the table {@code probe}.
 */
@TestComponent
@RestController
@RequestMapping("/v1/probe")
@Allowed({Role.MEMBER, Role.PLATFORM})
class Probe {

    static final AtomicReference<CountDownLatch> GATE = new AtomicReference<>(new CountDownLatch(0));

    private final JdbcClient jdbc;

    Probe(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Kind {
        TRAINING,
        SERVING
    }

    record Part(@NotBlank String name, @Min(1) @Max(100) int size) {}

    record Order(
            @NotBlank String team,
            @Min(1) int hosts,
            @NotNull Kind kind,
            @Nullable Instant start,
            @Nullable Money cap,
            @Valid @Size(max = 3) @Nullable List<Part> parts) {}

    @PostMapping("/orders")
    ResponseEntity<Map<String, Object>> order(@Valid @RequestBody Order order) throws InterruptedException {
        long id = jdbc.sql("insert into probe (team) values (:team) returning id")
                .param("team", order.team())
                .query(Long.class)
                .single();
        if (order.team().equals("gated")) {
            GATE.get().await(20, TimeUnit.SECONDS);
        }
        return ResponseEntity.created(URI.create("/v1/probe/orders/" + id))
                .eTag(new ETag(3).header())
                .body(Map.of("id", id, "team", order.team(), "kind", order.kind()));
    }

    @PostMapping("/refused")
    void refused(@Valid @RequestBody Order order) {
        jdbc.sql("insert into probe (team) values (:team)")
                .param("team", order.team())
                .update();
        throw ProblemException.conflict("not-now", "It is not the time for it.");
    }

    @PostMapping("/answered-with-an-error")
    ResponseEntity<String> answeredWithAnError() {
        jdbc.sql("insert into probe (team) values ('answered')").update();
        return ResponseEntity.status(409).body("\"no\"");
    }

    @PostMapping("/fails-at-commit")
    ResponseEntity<String> failsAtCommit() {
        jdbc.sql("insert into probe_part (probe_id) values (-1)").update();
        return ResponseEntity.created(URI.create("/v1/probe/never")).body("\"done\"");
    }

    @PostMapping("/versioned")
    String versioned(IfMatch ifMatch, Caller caller) {
        ifMatch.check(7);
        jdbc.sql("insert into probe (team) values ('versioned')").update();
        return "\"" + caller.actor() + "\"";
    }

    @PostMapping("/transaction")
    Map<String, Boolean> transaction() {
        return Map.of("open", TransactionSynchronizationManager.isActualTransactionActive());
    }

    @DeleteMapping("/orders/{id}")
    Map<String, Boolean> delete(@PathVariable long id) {
        return Map.of("open", TransactionSynchronizationManager.isActualTransactionActive());
    }

    @GetMapping("/caller")
    Caller caller(Caller caller) {
        return caller;
    }

    @GetMapping("/operators")
    @Allowed(Role.OPERATOR)
    Map<String, Boolean> operators() {
        return Map.of("in", true);
    }

    @GetMapping("/list")
    Page<String> list(
            @RequestParam Kind kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable List<String> state,
            PageQuery page) {
        int after =
                page.after("probe", 1, key -> Integer.valueOf(key.getFirst())).orElse(0);
        List<Integer> rows = java.util.stream.IntStream.rangeClosed(after + 1, 5)
                .limit(page.limit())
                .boxed()
                .toList();
        return Page.of(rows, page, "probe", row -> List.of(String.valueOf(row))).map(String::valueOf);
    }

    @GetMapping("/other-list")
    Page<String> otherList(PageQuery page) {
        page.after("other", 1);
        return new Page<>(List.of(), null);
    }

    @GetMapping("/lost")
    String lost() {
        throw new OptimisticLockingFailureException("row was updated by another transaction");
    }

    @GetMapping("/away/{how}")
    String away(@PathVariable String how) {
        throw switch (how) {
            case "connection" -> new CannotGetJdbcConnectionException("refused by db.internal:5432");
            case "transaction" -> new CannotCreateTransactionException("refused by db.internal:5432");
            default -> new CannotAcquireLockException("canceling statement due to lock timeout");
        };
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("jdbc password is hunter2");
    }
}
