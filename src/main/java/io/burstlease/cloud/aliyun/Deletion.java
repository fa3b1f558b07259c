package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.DeleteInstancesRequest;
import io.burstlease.cloud.DeleteReply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Deletes instances together, and one by one where the cloud refuses them together: one that may not go, or that is
 * already gone, must not keep the others.
 */
final class Deletion {

    private static final int MOST_AT_ONCE = 100;

    private final Calls calls;

    Deletion(Calls calls) {
        this.calls = calls;
    }

    /** One answer per id, in the order given. */
    List<DeleteReply> of(List<String> instanceIds) {
        var distinct = List.copyOf(new LinkedHashSet<>(instanceIds));
        var replies = new ArrayList<DeleteReply>();
        for (int from = 0; from < distinct.size(); from += MOST_AT_ONCE) {
            replies.addAll(together(distinct.subList(from, Math.min(from + MOST_AT_ONCE, distinct.size()))));
        }
        return instanceIds.stream().map(id -> replies.get(distinct.indexOf(id))).toList();
    }

    private List<DeleteReply> together(List<String> ids) {
        Answer answer = calls.ask(form(ids));
        if (ids.size() == 1 || answer instanceof Answer.Ok || isToWait(answer)) {
            return ids.stream().map(id -> reply(id, answer)).toList();
        }
        return oneByOne(ids);
    }

    private List<DeleteReply> oneByOne(List<String> ids) {
        var replies = new ArrayList<DeleteReply>();
        for (String id : ids) {
            Answer answer = calls.ask(form(List.of(id)));
            if (isToWait(answer)) {
                // The rest would fare no better, and each would wait its deadline out.
                ids.subList(replies.size(), ids.size()).forEach(left -> replies.add(reply(left, answer)));
                return replies;
            }
            replies.add(reply(id, answer));
        }
        return replies;
    }

    /** Nothing was refused: the cloud did not answer, or wants fewer calls. */
    private static boolean isToWait(Answer answer) {
        return switch (answer) {
            case Answer.Ok _ -> false;
            case Answer.Nothing _ -> true;
            case Answer.Refused no ->
                switch (no.family()) {
                    case THROTTLED, TRANSIENT -> true;
                    case STOCK, ADDRESSES, QUOTA, MONEY, PERMISSION, INVALID, NOT_YET, STUCK, GONE, UNKNOWN -> false;
                };
        };
    }

    private static DeleteReply reply(String id, Answer answer) {
        return switch (answer) {
            case Answer.Ok _ -> new DeleteReply.Accepted(id);
            case Answer.Nothing none -> new DeleteReply.AskAgain(id, none.code());
            case Answer.Refused no ->
                switch (no.family()) {
                    case GONE -> new DeleteReply.AlreadyGone(id);
                    case NOT_YET, THROTTLED, TRANSIENT, UNKNOWN -> new DeleteReply.AskAgain(id, no.code());
                    case STOCK, ADDRESSES, QUOTA, MONEY, PERMISSION, INVALID, STUCK ->
                        new DeleteReply.Stuck(id, no.code(), no.message());
                };
        };
    }

    private static DeleteInstancesRequest form(List<String> ids) {
        var form = new DeleteInstancesRequest();
        form.setInstanceIds(ids);
        // Running ones too.
        form.setForce(true);
        // A pre-paid one that has run out; the cloud refuses one that has not.
        form.setTerminateSubscription(true);
        return form;
    }
}
