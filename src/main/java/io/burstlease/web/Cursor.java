package io.burstlease.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/** The last sort key of a page, bound to the list it belongs to, as an opaque token that is safe in a URL. */
record Cursor(String list, List<String> key) {

    private static final int CHECKSUM = Integer.BYTES;

    /** A checksum, then list and key, each with its length before it. */
    String token() {
        List<byte[]> parts = new ArrayList<>();
        parts.add(list.getBytes(StandardCharsets.UTF_8));
        key.forEach(part -> parts.add(part.getBytes(StandardCharsets.UTF_8)));
        ByteBuffer text = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> text.putInt(part.length).put(part));
        byte[] token = ByteBuffer.allocate(CHECKSUM + text.capacity())
                .putInt(checksum(text.array(), 0))
                .put(text.array())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    static List<String> read(String token, String list, int size) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            ByteBuffer text = ByteBuffer.wrap(bytes);
            if (bytes.length > CHECKSUM && text.getInt() == checksum(bytes, CHECKSUM)) {
                List<String> parts = parts(text);
                if (parts.size() == size + 1 && parts.getFirst().equals(list)) {
                    return List.copyOf(parts.subList(1, parts.size()));
                }
            }
        } catch (IllegalArgumentException garbled) {
            throw foreign();
        }
        throw foreign();
    }

    private static List<String> parts(ByteBuffer text) {
        List<String> parts = new ArrayList<>();
        while (text.hasRemaining()) {
            int length = text.remaining() < Integer.BYTES ? -1 : text.getInt();
            if (length < 0 || length > text.remaining()) {
                throw foreign();
            }
            byte[] part = new byte[length];
            text.get(part);
            parts.add(new String(part, StandardCharsets.UTF_8));
        }
        return parts;
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    static ProblemException foreign() {
        return ProblemException.invalid(
                List.of(new Fault("pageToken", "foreign-token", "is not a token this list has given out")));
    }
}
