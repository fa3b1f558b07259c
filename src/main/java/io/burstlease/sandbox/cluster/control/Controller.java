package io.burstlease.sandbox.cluster.control;

/** One control loop: looks at the store and brings it nearer to what is wanted. */
interface Controller {

    void reconcile();
}
