package io.burstlease.web;

import org.springframework.http.HttpStatus;

/**
 * Why a request may be refused or fail.
 *
 * @param code stable; clients decide by it
 * @param status the one status it is answered with
 * @param meaning what happened and what to do now, for people
 */
record Reason(String code, HttpStatus status, String meaning) {}
