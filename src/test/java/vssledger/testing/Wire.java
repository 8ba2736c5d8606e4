package vssledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** A wire to a port of this machine, to be cut: from then on nothing passes, and neither end is told. */
public final class Wire implements AutoCloseable {

    private final ServerSocket entry;
    private final int to;
    private final CountDownLatch mended = new CountDownLatch(1);
    private volatile boolean cut;

    private Wire(ServerSocket entry, int to) {
        this.entry = entry;
        this.to = to;
    }

    public static Wire to(int port) {
        try {
            var wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return entry.getLocalPort();
    }

    public void cut() {
        cut = true;
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                var near = entry.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                start(() -> pass(near, far));
                start(() -> pass(far, near));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pass(Socket from, Socket onTo) {
        try (from;
                onTo) {
            var buffer = new byte[16_384];
            for (var length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                if (cut) {
                    mended.await();
                    return;
                }
                onTo.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            // the other end is gone, and so is this one now
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        mended.countDown();
        entry.close();
    }
}
