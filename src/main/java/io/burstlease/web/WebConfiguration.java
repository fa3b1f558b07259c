package io.burstlease.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Puts the manners of the API around every controller: role, query parameters, idempotency, in this order. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** What the rules of the API hold for. */
    static final String API = "/v1/";

    @Bean
    WebMvcConfigurer manners(RoleGate roles, QueryParameters parameters, Arguments arguments) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(roles).addPathPatterns(API + "**");
                registry.addInterceptor(parameters).addPathPatterns(API + "**");
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(arguments);
            }

            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addViewController("/openapi.yaml").setViewName("forward:/v3/api-docs.yaml");
            }
        };
    }

    /** Runs each POST through {@link Idempotency}, which is after every interceptor. */
    @Bean
    WebMvcRegistrations idempotentPosts(ObjectProvider<Idempotency> idempotency) {
        return new WebMvcRegistrations() {
            @Override
            public @Nullable RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new IdempotentAdapter(idempotency);
            }
        };
    }

    @Bean
    ServerHttpMessageConvertersCustomizer plainTextBodies(RequestJson json) {
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.mapper()));
    }

    /** JSON is taken as it is written: no second value for a name, no number for a string, no string for a number. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
