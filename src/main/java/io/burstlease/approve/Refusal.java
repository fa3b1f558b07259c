package io.burstlease.approve;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why somebody refused; the applicant reads it. */
@Schema(name = "Refusal", description = "Why it is refused.", example = """
        {"reason": "The project's hosts of last week stood idle"}""")
record Refusal(
        @Schema(description = "What the applicant is told.", requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = Decision.LONGEST_REASON)
        @Nullable
        String reason) {

    String words() {
        return String.valueOf(reason).strip();
    }
}
