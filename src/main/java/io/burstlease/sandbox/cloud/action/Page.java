package io.burstlease.sandbox.cloud.action;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A page of a list, newest first, cut by number or by token.
 *
 * @param pageNumber 0 where a token was used
 * @param nextToken empty at the end
 */
record Page<T>(List<T> items, int total, int pageNumber, int pageSize, String nextToken) {

    private static final int DEFAULT_SIZE = 10;
    private static final int LARGEST = 100;

    /**
     * Cuts the page that the parameters ask for.
     *
     * @param number falls along the list; the token holds the last one shown
     */
    static <T> Page<T> of(List<T> all, Params params, ToLongFunction<T> number) {
        if (!params.has("NextToken") && !params.has("MaxResults")) {
            int page = params.integer("PageNumber", 1, 1, Integer.MAX_VALUE);
            int size = params.integer("PageSize", DEFAULT_SIZE, 1, LARGEST);
            long from = Math.min(all.size(), (page - 1L) * size);
            int to = (int) Math.min(all.size(), from + size);
            String next = to < all.size() && to > 0 ? token(number.applyAsLong(all.get(to - 1))) : "";
            return new Page<>(all.subList((int) from, to), all.size(), page, size, next);
        }
        int size = Math.max(DEFAULT_SIZE, params.integer("MaxResults", DEFAULT_SIZE, 1, LARGEST));
        long last = params.has("NextToken") ? position(params.required("NextToken")) : Long.MAX_VALUE;
        List<T> rest =
                all.stream().filter(item -> number.applyAsLong(item) < last).toList();
        List<T> items = rest.subList(0, Math.min(size, rest.size()));
        String next = rest.size() > size ? token(number.applyAsLong(items.getLast())) : "";
        return new Page<>(items, all.size(), 1, size, next);
    }

    static String token(long position) {
        return Base64.getEncoder().encodeToString(("after:" + position).getBytes(StandardCharsets.UTF_8));
    }

    static long position(String token) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("after:")) {
                return Long.parseLong(text.substring("after:".length()));
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "InvalidParameter.NextToken", "The specified NextToken is not valid.");
        }
        throw new Refusal(400, "InvalidParameter.NextToken", "The specified NextToken is not valid.");
    }
}
