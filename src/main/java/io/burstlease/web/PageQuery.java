package io.burstlease.web;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for; an argument of any controller method, from {@code pageSize} and {@code pageToken}.
 *
 * @param pageSize 1 to 200, 50 where none is stated
 */
public record PageQuery(int pageSize, @Nullable String pageToken) {

    public static final int DEFAULT_SIZE = 50;
    public static final int MAX_SIZE = 200;

    /** How many rows to read: one more than the page holds, which tells whether there is a next. */
    public int limit() {
        return pageSize + 1;
    }

    /**
     * The sort key to read on after; empty for the first page. A token that is garbled or of another list is a 400.
     *
     * @param list the name the key was encoded with
     * @param parts how many strings that list's key has
     */
    public Optional<List<String>> after(String list, int parts) {
        return after(list, parts, key -> key);
    }

    /** The same, read into what the list sorts by; a key that cannot be read so is a 400 too. */
    public <K> Optional<K> after(String list, int parts, Function<List<String>, K> form) {
        String token = pageToken;
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.apply(Cursor.read(token, list, parts)));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw Cursor.foreign();
        }
    }
}
