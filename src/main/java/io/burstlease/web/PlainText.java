package io.burstlease.web;

/** What a text that comes in may hold: characters that people can read and PostgreSQL can keep. */
final class PlainText {

    static final String RULE = "must be text without control characters";

    private static final String KEPT_CONTROLS = "\t\n\r";

    private PlainText() {}

    /** False where it has control characters other than tabs and line breaks, or half of a pair of surrogates. */
    static boolean isSound(String text) {
        return text.codePoints().noneMatch(PlainText::isForeign);
    }

    private static boolean isForeign(int character) {
        return Character.isISOControl(character) && KEPT_CONTROLS.indexOf(character) < 0
                || Character.getType(character) == Character.SURROGATE;
    }
}
