package vssledger.platform;

import java.beans.PropertyEditorSupport;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.config.CustomEditorConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A path in a setting means that path, whatever the process does. Spring's own reading takes {@code "."} for the root of the web
 * application where there is one: in a server with Tomcat that is a temporary folder, deleted when the server ends.
 */
@Configuration(proxyBeanMethods = false)
class PlainPaths {

    @Bean
    static CustomEditorConfigurer pathSettings() {
        var editors = new CustomEditorConfigurer();
        editors.setCustomEditors(Map.of(Path.class, Editor.class));
        return editors;
    }

    /** Made by Spring. */
    public static final class Editor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            setValue(Path.of(text));
        }
    }
}
