package io.burstlease.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the contract of each record what NullAway knows of it: a component that is not {@code @Nullable} is always
 * there. And keeps the description of a component that is itself an object, which OpenAPI 3.0 ignores beside a
 * reference.
 */
@Component
class RequiredFields implements ModelConverter {

    private static final String ANYTHING = "java.util.Map<java.lang.String, java.lang.Object>";
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        if (!others.hasNext()) {
            return null;
        }
        Schema<?> schema = others.next().resolve(type, context, others);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) {
            complete(model(schema, context), java.getRawClass());
        }
        return schema;
    }

    private static Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        if (reference == null || !reference.startsWith(REFERENCE)) {
            return schema;
        }
        Schema<?> defined = context.getDefinedModels().get(reference.substring(REFERENCE.length()));
        return defined == null ? schema : defined;
    }

    @SuppressWarnings("rawtypes") // as swagger-models declares it
    private static void complete(Schema<?> model, Class<?> form) {
        Map<String, Schema> properties = model.getProperties();
        if (properties == null) {
            return;
        }
        for (RecordComponent component : form.getRecordComponents()) {
            String name = component.getName();
            Schema<?> property = properties.get(name);
            if (property == null) {
                continue;
            }
            boolean stated = model.getRequired() != null && model.getRequired().contains(name);
            if (!stated && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.addRequiredItem(name);
            }
            properties.put(name, described(property, component));
        }
    }

    private static Schema<?> described(Schema<?> property, RecordComponent component) {
        if (isFreeForm(component)) {
            return new ObjectSchema().additionalProperties(true).description(property.getDescription());
        }
        io.swagger.v3.oas.annotations.media.Schema words =
                component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (property.get$ref() == null || words == null || words.description().isEmpty()) {
            return property;
        }
        return new Schema<>()
                .allOf(List.of(new Schema<>().$ref(property.get$ref())))
                .description(words.description());
    }

    /** JSON as it stands, or a map of anything: an object whose values may be of any kind. */
    private static boolean isFreeForm(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonRawValue.class)
                || component.getGenericType().getTypeName().equals(ANYTHING);
    }
}
