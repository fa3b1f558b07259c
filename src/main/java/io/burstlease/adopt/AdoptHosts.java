package io.burstlease.adopt;

import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Examines hosts that are to be adopted, takes them over, and marks them until each was seen to be marked. */
@Component
class AdoptHosts implements Errand {

    static final String NAME = "adopt";

    /** Until the next reading of the cloud may have shown the tags. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final AdoptionTable table;
    private final Examination examination;
    private final TakeIn takeIn;
    private final Mark mark;
    private final TransactionOperations transactions;
    private final Clock clock;

    AdoptHosts(
            AdoptionTable table,
            Examination examination,
            TakeIn takeIn,
            Mark mark,
            TransactionOperations transactions,
            Clock clock) {
        this.table = table;
        this.examination = examination;
        this.takeIn = takeIn;
        this.mark = mark;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A question for the disks and one for the node of each of 500 hosts. */
    @Override
    public Duration wall() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Outcome run(Claim claim) {
        Adoption adoption = table.get(claim.thing());
        return switch (adoption.state()) {
            case EXAMINING -> examine(claim, adoption);
            case ADOPTING -> mark(claim, adoption);
            case CLEAR, REFUSED, ADOPTED -> Outcome.done("adoption is " + adoption.state());
        };
    }

    private Outcome examine(Claim claim, Adoption adoption) {
        List<Examined> examined = examination.of(adoption.hosts());
        Map<Integer, List<Finding>> findings = examined.stream()
                .filter(host -> !host.findings().isEmpty())
                .collect(Collectors.toMap(host -> host.row().ordinal(), Examined::findings));
        if (!findings.isEmpty()) {
            return refuse(claim, adoption, findings);
        }
        try {
            if (adoption.dryRun()) {
                rehearse(adoption, examined);
                claim.settle(() -> table.move(adoption, AdoptionState.CLEAR, clock.instant()));
                return Outcome.done("nothing stands against it");
            }
            claim.settle(() -> {
                takeIn.all(adoption, examined);
                table.move(adoption, AdoptionState.ADOPTING, clock.instant());
            });
            return Outcome.next();
        } catch (TakeIn.Refused refused) {
            return refuse(claim, adoption, refused.findings());
        }
    }

    /** Does everything that the database would do, and then nothing of it. */
    private void rehearse(Adoption adoption, List<Examined> examined) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            takeIn.all(adoption, examined);
        });
    }

    private Outcome refuse(Claim claim, Adoption adoption, Map<Integer, List<Finding>> findings) {
        claim.settle(() -> {
            table.found(adoption.id(), findings);
            table.move(adoption, AdoptionState.REFUSED, clock.instant());
        });
        return Outcome.done(findings.size() + " hosts cannot be taken over");
    }

    private Outcome mark(Claim claim, Adoption adoption) {
        int unseen = mark.all(adoption);
        if (unseen > 0) {
            return Outcome.wait(LOOK_AGAIN, unseen + " hosts are to be seen with their tags");
        }
        claim.settle(() -> table.move(adoption, AdoptionState.ADOPTED, clock.instant()));
        return Outcome.done("adopted");
    }
}
