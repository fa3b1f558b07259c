package io.burstlease.web;

/** The version of a thing as the {@code ETag} header states it. */
public record ETag(long version) {

    /** With the quotes: {@code "17"}. */
    public String header() {
        return "\"" + version + "\"";
    }
}
