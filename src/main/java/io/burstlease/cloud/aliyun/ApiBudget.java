package io.burstlease.cloud.aliyun;

/** How often each API may still be called by this account in this region, whichever copy of the service calls. */
interface ApiBudget {

    /** No bounds; for tests of what has nothing to do with them. */
    ApiBudget BOUNDLESS = new ApiBudget() {
        @Override
        public boolean take(String api) {
            return true;
        }

        @Override
        public void throttled(String api) {}
    };

    /** Takes one call, after a short wait if that helps; false where none may be sent now. */
    boolean take(String api);

    /** The cloud said that the API is called too often: nobody calls it again before its next minute. */
    void throttled(String api);
}
