package vssledger.cli;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Spring Boot would configure for a server (web, security, health, metrics) if a single command runs: to look at it
 * takes longer than most commands do. Named in {@code META-INF/spring.factories}.
 */
final class CommandConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    /** Set by {@link Ledger} for what does not serve. */
    static final String SETTING = "vss.single-command";

    private static final Pattern OF_A_SERVER = Pattern.compile(
            "org\\.springframework\\.boot\\.(.*\\.)?(actuate|health|metrics|micrometer|observation|security|servlet|thymeleaf|tomcat|webmvc"
                    + "|http|jmx|admin|availability|info|jta|task|aop|sql|persistence)\\..*");

    private boolean isSingleCommand;

    @Override
    public void setEnvironment(Environment environment) {
        isSingleCommand = environment.getProperty(SETTING, Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[configurations.length];
        for (var n = 0; n < wanted.length; n++) {
            var name = configurations[n];
            wanted[n] = !isSingleCommand
                    || name == null
                    || !OF_A_SERVER.matcher(name).matches();
        }
        return wanted;
    }
}
