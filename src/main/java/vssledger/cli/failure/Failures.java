package vssledger.cli.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import vssledger.platform.UserException;
import vssledger.run.RunFailedException;
import vssledger.run.UnbalancedTotalsException;
import vssledger.worker.PartitionFailedException;

/** What a failure means to whoever typed the command, and what to do. */
public final class Failures {

    /** As Hikari and the driver tell that an address is of another kind. */
    private static final String NO_DRIVER = "jdbcUrl";

    private Failures() {}

    public static String explain(Throwable failure) {
        var causes = causes(failure);
        var before = causes.stream()
                .filter(RunFailedException.class::isInstance)
                .map(RunFailedException.class::cast)
                .findFirst()
                .map(run -> "Run " + run.runId() + " failed. ")
                .orElse("");
        return before
                + causes.stream()
                        .filter(cause -> cause instanceof UserException || cause instanceof UnbalancedTotalsException)
                        .map(cause -> String.valueOf(cause.getMessage()))
                        .findFirst()
                        .or(() -> causes.stream()
                                .map(Failures::sentence)
                                .filter(sentence -> !sentence.isEmpty())
                                .findFirst())
                        .orElseGet(() -> unforeseen(causes));
    }

    /** For the failures that a user can do something about; empty for others. */
    private static String sentence(Throwable cause) {
        if (cause instanceof PortInUseException port) {
            return "Port " + port.getPort() + " is in use. End the program that listens there, or choose another with"
                    + " --port (of health and metrics: SERVER_PORT).";
        }
        if (cause instanceof BindException) {
            return "The server cannot listen there (" + cause.getMessage() + "). Choose another --port.";
        }
        if (cause instanceof SQLException sql) {
            return DatabaseFailures.explain(sql);
        }
        if (cause instanceof UncheckedIOException file) {
            return FileFailures.explain(file);
        }
        if (cause instanceof IOException file) {
            return FileFailures.explain(file);
        }
        if (cause instanceof PartitionFailedException) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof RuntimeException
                && String.valueOf(cause.getMessage()).contains(NO_DRIVER)) {
            return "SPRING_DATASOURCE_URL names no PostgreSQL database. Write jdbc:postgresql://HOST:5432/DATABASE.";
        }
        if (cause instanceof MarkedYAMLException yaml) {
            return "A configuration file is not valid YAML: " + yaml.getProblem()
                    + (yaml.getProblemMark() == null
                            ? ""
                            : " (line " + (yaml.getProblemMark().getLine() + 1) + ", column "
                                    + (yaml.getProblemMark().getColumn() + 1) + ")")
                    + ". See config/application.yml and the files beside it.";
        }
        if (cause instanceof org.springframework.boot.context.properties.bind.BindException setting) {
            return setting(setting);
        }
        if (cause instanceof UnboundConfigurationPropertiesException || cause instanceof OutOfMemoryError) {
            return String.valueOf(cause.getMessage());
        }
        return "";
    }

    private static String setting(org.springframework.boot.context.properties.bind.BindException failure) {
        var property = failure.getProperty();
        if (property == null) {
            return "The setting " + failure.getName() + " is not usable (" + reason(failure) + ").";
        }
        var origin = property.getOrigin() == null
                ? ""
                : " (" + origin(property.getOrigin().toString()) + ")";
        return "The setting " + property.getName() + " = \"" + property.getValue() + "\"" + origin + " is not usable: "
                + reason(failure) + ".";
    }

    private static String reason(Throwable failure) {
        var root = root(failure);
        return root instanceof NumberFormatException ? "it should be a number" : firstLine(root);
    }

    /** {@code URL [file:config/application.yml] - 3:5}, as people say it. */
    private static String origin(String origin) {
        return origin.replaceFirst("^URL \\[file:(.*)] - (\\d+):(\\d+)$", "$1, line $2");
    }

    private static String unforeseen(List<Throwable> causes) {
        var root = causes.get(causes.size() - 1);
        return "Something unforeseen happened: " + root.getClass().getSimpleName() + ": " + firstLine(root)
                + ". Repeat the command with --debug to see where.";
    }

    static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && causes.size() < 30; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Throwable root(Throwable failure) {
        var causes = causes(failure);
        return causes.get(causes.size() - 1);
    }

    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^(ERROR|FATAL): ", "")
                .replaceFirst("\\.$", "");
    }
}
