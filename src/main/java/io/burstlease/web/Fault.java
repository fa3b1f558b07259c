package io.burstlease.web;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What is wrong with one field of a request.
 *
 * @param field where: a path into the body ({@code dataSets[0].size}), or the name of a parameter or header
 * @param reason stable code
 */
@Schema(description = "What is wrong with one field of the request.")
public record Fault(
        @Schema(description = "A path into the body, or the name of a parameter or header.", example = "hosts")
        String field,

        @Schema(description = "A stable code.", example = "min")
        String reason,

        @Schema(description = "The same, for people.", example = "must be greater than or equal to 1")
        String message) {}
