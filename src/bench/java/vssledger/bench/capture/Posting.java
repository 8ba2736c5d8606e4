package vssledger.bench.capture;

import java.io.IOException;
import vssledger.bench.JavaProcess;

/** Posts webhooks to a server of the ledger, over some connections and as fast as they are answered. */
public final class Posting implements AutoCloseable {

    private final Running server;
    private final int connections;

    private Posting(Running server, int connections) {
        this.server = server;
        this.connections = connections;
    }

    /**
     * Starts it.
     *
     * @param port where it takes them
     */
    public static Posting to(JavaProcess server, int port, int connections) throws IOException {
        return new Posting(Running.answering("the server", server.start(), port, server.log()), connections);
    }

    /**
     * Posts so many.
     *
     * @return seconds until the last was answered
     */
    public double post(int webhooks) throws InterruptedException {
        var result = Load.all(server.port(), connections, webhooks);
        if (result.accepted() != webhooks) {
            throw new IllegalStateException("Of " + webhooks + " webhooks " + result.accepted() + " were accepted, "
                    + result.failed() + " failed");
        }
        return result.seconds();
    }

    @Override
    public void close() {
        server.close();
    }
}
