package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Runs the pods of Jobs until enough have succeeded or too many have failed. */
final class Jobs implements Controller {

    private static final String RESOURCE = "jobs.batch";

    private final ClusterView view;

    Jobs(ClusterView view) {
        this.view = view.as("job-controller");
    }

    @Override
    public void reconcile() {
        List<ObjectNode> pods = view.items("pods");
        for (ObjectNode job : view.items(RESOURCE)) {
            List<ObjectNode> mine = pods.stream()
                    .filter(pod -> ClusterView.controlledBy(pod, job))
                    .toList();
            if (Json.deleting(job)) {
                continue;
            }
            if (over(job)) {
                expire(job);
            } else {
                advance(job, mine);
            }
        }
    }

    private static boolean over(ObjectNode job) {
        return ClusterView.condition(job, "Complete").equals("True")
                || ClusterView.condition(job, "Failed").equals("True");
    }

    private void expire(ObjectNode job) {
        Instant finished = Json.objects(job, "status", "conditions")
                .map(each -> Moments.parse(Json.text(each, "lastTransitionTime")))
                .findFirst()
                .orElse(null);
        boolean asked = Json.at(job, "spec", "ttlSecondsAfterFinished").isNumber();
        long life = Json.number(job, "spec", "ttlSecondsAfterFinished");
        if (asked && finished != null && !finished.plusSeconds(life).isAfter(view.now())) {
            view.delete(RESOURCE, job);
        }
    }

    private void advance(ObjectNode job, List<ObjectNode> pods) {
        int succeeded = count(pods, "Succeeded");
        int failed = count(pods, "Failed");
        List<ObjectNode> active = pods.stream()
                .filter(pod -> !Budgets.ended(pod) && !Json.deleting(pod))
                .toList();
        long wanted = Math.max(1, Json.number(job, "spec", "completions"));
        boolean complete = succeeded >= wanted;
        boolean late = late(job);
        boolean hopeless = failed > Json.number(job, "spec", "backoffLimit");
        boolean suspended = Json.flag(job, "spec", "suspend");
        if (complete || hopeless || late || suspended) {
            active.forEach(pod -> view.delete("pods", pod));
        } else {
            long places = Math.min(Json.number(job, "spec", "parallelism"), wanted - succeeded) - active.size();
            for (long i = 0; i < places; i++) {
                start(job);
            }
        }
        report(job, complete ? 0 : active.size(), succeeded, failed, reason(complete, hopeless, late));
    }

    private static String reason(boolean complete, boolean hopeless, boolean late) {
        if (complete) {
            return "Complete";
        }
        return late ? "DeadlineExceeded" : hopeless ? "BackoffLimitExceeded" : "";
    }

    private static int count(List<ObjectNode> pods, String phase) {
        return (int) pods.stream()
                .filter(pod -> Json.text(pod, "status", "phase").equals(phase))
                .count();
    }

    private boolean late(ObjectNode job) {
        Instant started = Moments.parse(Json.text(job, "status", "startTime"));
        boolean limited = Json.at(job, "spec", "activeDeadlineSeconds").isNumber();
        return limited
                && started != null
                && !started.plusSeconds(Json.number(job, "spec", "activeDeadlineSeconds"))
                        .isAfter(view.now());
    }

    private void start(ObjectNode job) {
        ObjectNode pod = Json.child(job.deepCopy(), "spec", "template").deepCopy();
        Json.meta(pod).put("generateName", Json.name(job) + "-");
        Json.meta(pod).putArray("ownerReferences").add(ClusterView.controllerReference(job));
        view.create("pods", Json.namespace(job), pod)
                .ifPresent(made -> view.event(job, "Normal", "SuccessfulCreate", "Created pod: " + Json.name(made)));
    }

    private void report(ObjectNode job, int active, int succeeded, int failed, String reason) {
        view.status(RESOURCE, job, status -> {
            if (!status.has("startTime")) {
                status.put("startTime", Moments.seconds(view.now()));
            }
            status.put("active", active).put("succeeded", succeeded).put("failed", failed);
            status.put("ready", active);
            if (reason.equals("Complete")) {
                status.put("completionTime", Moments.seconds(view.now()));
                view.condition(status, "SuccessCriteriaMet", "True", "CompletionsReached", "Reached expected number");
                view.condition(status, "Complete", "True", "CompletionsReached", "Reached expected number");
            } else if (!reason.isEmpty()) {
                view.condition(status, "FailureTarget", "True", reason, "Job has failed");
                view.condition(status, "Failed", "True", reason, "Job has failed");
            }
        });
    }
}
