package vssledger.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.util.FileSystemUtils;
import vssledger.testing.LedgerTest.Reuse;

/** Opens the ledger that {@link LedgerTest} asks for when it is first wanted, empties it between tests, and closes it. */
final class LedgerExtension implements ParameterResolver, BeforeEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LedgerExtension.class);

    /** A ledger and its folder. */
    private static final class Opened implements AutoCloseable {

        private final Path home;
        private final TestLedger ledger;
        private boolean isUsed;

        Opened(LedgerTest wish) {
            try {
                home = Files.createTempDirectory("vss-ledger-");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            ledger = wish.serving() ? TestLedger.serving(home, wish.value()) : TestLedger.open(home, wish.value());
            if (wish.reuse() == Reuse.EMPTIED) {
                ledger.remember();
            }
        }

        @Override
        public void close() throws IOException {
            ledger.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestLedger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return opened(context).ledger;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (wish(context).reuse() == Reuse.EMPTIED) {
            var opened = opened(context);
            if (opened.isUsed) {
                opened.ledger.renew();
            }
            opened.isUsed = true;
        }
    }

    private static Opened opened(ExtensionContext context) {
        var wish = wish(context);
        var owner = context;
        while (wish.reuse() != Reuse.NONE && owner.getTestMethod().isPresent()) {
            owner = owner.getParent().orElseThrow();
        }
        return Objects.requireNonNull(
                owner.getStore(NAMESPACE).computeIfAbsent("ledger", key -> new Opened(wish), Opened.class));
    }

    private static LedgerTest wish(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), LedgerTest.class)
                .orElseThrow();
    }
}
