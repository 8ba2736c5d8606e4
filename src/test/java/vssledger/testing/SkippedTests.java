package vssledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Keeps what was not tested, since a browser, a database or a program is missing on this machine: a line each in the file that the
 * system property {@code vss.skipped-tests} names. The build prints it at its end.
 */
public final class SkippedTests implements TestExecutionListener {

    private static final String FILE = System.getProperty("vss.skipped-tests", "");

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        keep(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            keep(
                    test,
                    result.getThrowable()
                            .map(why -> String.valueOf(why.getMessage()))
                            .orElse(""));
        }
    }

    /** In one write, since several processes do it. */
    private static void keep(TestIdentifier test, String reason) {
        if (FILE.isEmpty()) {
            return;
        }
        var line = name(test) + ": "
                + reason.replaceFirst("^Assumption failed: ", "").replaceAll("\\s+", " ") + "\n";
        try {
            Files.write(
                    Path.of(FILE),
                    line.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(TestIdentifier test) {
        var source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return simple(method.getClassName()) + "." + method.getMethodName();
        }
        return source instanceof ClassSource type ? simple(type.getClassName()) : test.getDisplayName();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
