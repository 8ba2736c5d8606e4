package vssledger.report.csv;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Passes blocks on to a stream in another thread: one is written there while the next one is filled here. Wants large blocks. */
public final class WriteBehind extends OutputStream {

    private final OutputStream out;
    private final ExecutorService thread;
    private byte[] block = {};
    private @Nullable Future<?> written;

    public WriteBehind(OutputStream out, ExecutorService thread) {
        this.out = out;
        this.thread = thread;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        await();
        if (block.length < count) {
            block = new byte[count];
        }
        System.arraycopy(bytes, from, block, 0, count);
        written = thread.submit(() -> {
            out.write(block, 0, count);
            return null;
        });
    }

    /** What went wrong with a block is told by the next call. */
    private void await() throws IOException {
        var last = written;
        written = null;
        if (last == null) {
            return;
        }
        try {
            last.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            await();
        }
    }
}
