package vssledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import vssledger.platform.db.EarlyDatabase;

/** The ledger that a command works on, put together from its settings: open it, ask it for beans, close it. */
public final class Ledger implements AutoCloseable {

    /** How Spring Boot begins the names of the beans that hold our settings: with the prefix of these. */
    private static final String SETTINGS_BEAN = "vss";

    private final ConfigurableApplicationContext context;
    private final EarlyDatabase database;

    private Ledger(ConfigurableApplicationContext context, EarlyDatabase database) {
        this.context = context;
        this.database = database;
    }

    /** For a command that works on the database: all settings are known to be usable. */
    public static Ledger open(CommandSpec command) {
        var ledger = with(command).startingTheDatabase().open();
        try {
            ledger.checkSettings();
            return ledger;
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** Where it lies, before any settings are read. */
    public static Path home() {
        var named = System.getProperty("vss.home", System.getenv("VSS_HOME"));
        return Path.of(named == null ? "." : named);
    }

    public static Opening with(CommandSpec command) {
        var root = (VssCommand) command.root().userObject();
        return new Opening(root.application(), root.debug());
    }

    public <T> T the(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Tells now what is wrong with them. */
    public void checkSettings() {
        for (var name : context.getBeanDefinitionNames()) {
            if (name.startsWith(SETTINGS_BEAN)) {
                context.getBean(name);
            }
        }
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    /** What is particular about the ledger to be opened. */
    public static final class Opening {

        private final Class<?> application;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<ApplicationContextInitializer<GenericApplicationContext>> initializers = new ArrayList<>();
        private WebApplicationType web = WebApplicationType.NONE;
        private boolean startsDatabase;

        private Opening(Class<?> application, boolean debug) {
            this.application = application;
            if (debug) {
                settings.put("logging.level.vssledger", "DEBUG");
                settings.put("logging.level.root", "INFO");
            } else {
                // what is wrong is told once, by the command, in words for its user
                settings.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
                settings.put("logging.level.org.springframework.boot.diagnostics", "OFF");
                settings.put("logging.level.org.springframework.batch.core.step", "OFF");
                settings.put("logging.level.org.springframework.context", "ERROR");
                settings.put("logging.level.com.zaxxer.hikari.pool.ProxyConnection", "ERROR");
                settings.put("logging.level.org.springframework.boot.web.server.servlet.context", "ERROR");
            }
        }

        public Opening serving() {
            web = WebApplicationType.SERVLET;
            return this;
        }

        /** The embedded one, if no other is named, at once; otherwise it is started when it is first asked for. */
        Opening startingTheDatabase() {
            startsDatabase = true;
            return this;
        }

        /** A setting that goes before files and environment. */
        public Opening set(String name, Object value) {
            settings.put(name, value.toString());
            return this;
        }

        /** A bean in place of the ledger's own. */
        public <T> Opening bean(Class<T> type, T bean) {
            initializers.add(context -> context.registerBean(type, () -> bean));
            return this;
        }

        /** Puts together only what is asked for, when it is asked for. */
        public Ledger open() {
            var builder = new SpringApplicationBuilder(application).web(web);
            initializers.forEach(initializer ->
                    builder.initializers(context -> initializer.initialize((GenericApplicationContext) context)));
            settings.put("spring.main.lazy-initialization", "true");
            settings.put(CommandConfigurations.SETTING, String.valueOf(web == WebApplicationType.NONE));
            var database = new EarlyDatabase();
            if (startsDatabase) {
                builder.initializers(database);
            }
            try {
                return new Ledger(
                        builder.run(settings.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new)),
                        database);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        }
    }
}
