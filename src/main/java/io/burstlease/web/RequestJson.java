package io.burstlease.web;

import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the bodies of requests: as JSON is read everywhere, but with {@link PlainText} alone. What is kept already is
 * read without that rule, so that nothing in the database becomes unreadable by it.
 */
@Component
class RequestJson {

    private final JsonMapper mapper;

    RequestJson(JsonMapper json) {
        mapper = json.rebuild()
                .addModule(new SimpleModule("plain-text").addDeserializer(String.class, new PlainStrings()))
                .build();
    }

    JsonMapper mapper() {
        return mapper;
    }

    private static final class PlainStrings extends StdScalarDeserializer<String> {

        PlainStrings() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !PlainText.isSound(text)) {
                throw InvalidFormatException.from(parser, PlainText.RULE, text, String.class);
            }
            return text;
        }
    }
}
