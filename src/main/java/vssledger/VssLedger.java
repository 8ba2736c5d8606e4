package vssledger;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import vssledger.cli.FileNames;
import vssledger.cli.VssCommand;
import vssledger.platform.Terminal;

/** The program: {@code vss COMMAND}. Its migrations are applied by {@code Migrations}, which loads Flyway only if there is something to do. */
@SpringBootApplication(exclude = FlywayAutoConfiguration.class)
public class VssLedger {

    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH); // what it writes is the same on every machine
        // what Spring Boot would load beside takes time from what is needed for sure
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        System.setProperty("vss.begin-of-lines", Terminal.beginOfLines()); // read by logback-spring.xml
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        FileNames.problem(System.getProperty("sun.jnu.encoding"), System.getProperty("user.dir"), List.of(args))
                .ifPresent(problem -> {
                    err.println(problem);
                    System.exit(1);
                });
        var code = VssCommand.execute(VssLedger.class, args, out, err);
        out.flush();
        System.exit(code);
    }
}
