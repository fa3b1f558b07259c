package io.burstlease.cloud.aliyun;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of the cloud's words may be logged, stored and shown. */
final class Masked {

    private static final int LONGEST = 400;

    /** A signature error quotes the whole request, user data and key id included. */
    private static final Pattern QUOTED_REQUEST = Pattern.compile("(?is)string to sign is:.*");

    private static final Pattern NOT_PRINTED = Pattern.compile("\\p{Cntrl}+");

    private Masked() {}

    static String message(@Nullable String said) {
        if (said == null) {
            return "";
        }
        String clean = NOT_PRINTED
                .matcher(QUOTED_REQUEST.matcher(said).replaceAll("string to sign is: (left out)"))
                .replaceAll(" ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
