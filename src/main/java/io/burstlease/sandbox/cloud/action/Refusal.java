package io.burstlease.sandbox.cloud.action;

import java.io.Serial;

/** The API says no: HTTP status, code and message as the documentation of the action has them. */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal missing(String parameter) {
        return new Refusal(
                400,
                "MissingParameter",
                "The input parameter \"" + parameter + "\" that is mandatory for processing this request is not"
                        + " supplied.");
    }

    static Refusal invalid(String parameter) {
        return new Refusal(400, "InvalidParameter", "The specified parameter \"" + parameter + "\" is not valid.");
    }

    static Refusal noInstance() {
        return new Refusal(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.");
    }

    static Refusal wouldSucceed() {
        return new Refusal(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
    }

    static Refusal noRights() {
        return new Refusal(403, "Forbidden.RAM", "User not authorized to operate on the specified resource.");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
