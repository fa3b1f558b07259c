package io.burstlease.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a problem's type points to; and the answer to failures outside of any controller. */
@Hidden
@RestController
class ProblemPages implements ErrorController {

    @GetMapping(path = "/problems/{reason:[a-z0-9-]{1,64}}", produces = MediaType.TEXT_PLAIN_VALUE)
    String meaning(@PathVariable String reason) {
        return "%s\n\n%s\n"
                .formatted(
                        reason,
                        Reasons.find(reason)
                                .map(Reason::meaning)
                                .orElse("No problem of this service has this reason."));
    }

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Problem> failed(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus stated = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        HttpStatus status = stated == null ? HttpStatus.INTERNAL_SERVER_ERROR : stated;
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(Problem.of(status, Reasons.of(status), Reasons.title(status) + ".", List.of()));
    }
}
