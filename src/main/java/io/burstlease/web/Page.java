package io.burstlease.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextPageToken what asks for the page after it; null on the last
 */
public record Page<T>(
        @Schema(description = "What the page holds.") List<T> items,

        @Schema(description = "Send it as pageToken to read on; absent on the last page.") @Nullable
        String nextPageToken) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of rows that were read with a limit of {@link PageQuery#limit()}, which is one more than the page holds.
     *
     * @param key the sort key of a row, in the order of the list's {@code order by}
     */
    public static <T> Page<T> of(List<T> rows, PageQuery query, String list, Function<T, List<String>> key) {
        if (rows.size() <= query.pageSize()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, query.pageSize());
        return new Page<>(items, new Cursor(list, key.apply(items.getLast())).token());
    }

    /** The same page in another form. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(items.stream().<R>map(form).toList(), nextPageToken);
    }
}
