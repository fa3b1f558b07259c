package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoleGateCheckTests {

    @Controller
    static class Open {

        @GetMapping("/v1/secrets")
        String secrets() {
            return "";
        }
    }

    @Controller
    @Allowed(Role.OPERATOR)
    static class Closed {

        @GetMapping("/v1/secrets")
        String secrets() {
            return "";
        }
    }

    @Test
    void the_start_is_refused_while_an_endpoint_is_open_to_all_roles() {
        assertThatThrownBy(() -> checkOf(Open.class).afterSingletonsInstantiated())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/v1/secrets")
                .hasMessageContaining("Open.secrets");
    }

    @Test
    void an_endpoint_that_says_who_may_use_it_is_fine() {
        assertThatCode(() -> checkOf(Closed.class).afterSingletonsInstantiated())
                .doesNotThrowAnyException();
    }

    private static RoleGateCheck checkOf(Class<?> controller) {
        StaticApplicationContext context = new StaticApplicationContext();
        context.registerSingleton("controller", controller);
        context.registerSingleton("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        context.refresh();
        return new RoleGateCheck(context.getBeanProvider(RequestMappingHandlerMapping.class));
    }
}
