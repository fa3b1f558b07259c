package io.burstlease.observe;

import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An operator has seen what the database knows nothing of, and answers for going on. */
@Service
class Accept {

    private final Standstills standstills;
    private final Audit audit;

    Accept(Standstills standstills, Audit audit) {
        this.standstills = standstills;
        this.audit = audit;
    }

    /** Where nothing rests nothing is changed. */
    @Transactional
    public void by(Caller caller, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid(List.of(new Fault("reason", "required", "must say what was found")));
        }
        if (standstills.end(caller.actor(), reason.strip())) {
            audit.record(new AuditEntry(
                    caller.actor(), "accept", "sweep", "standstill", null, reason.strip(), null, Map.of()));
        }
    }
}
