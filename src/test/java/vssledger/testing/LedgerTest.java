package vssledger.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Opens a ledger for the tests of a class. They take it as a parameter of type {@link TestLedger}, of their constructor or of a method.
 * It ends with the class, and its folder with it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LedgerExtension.class)
public @interface LedgerTest {

    /** Settings, each as {@code name=value}. */
    String[] value() default {};

    /** Whether it has the capture endpoint and the console, on ports of their own. */
    boolean serving() default false;

    /** What a test finds of the tests before it. */
    Reuse reuse() default Reuse.EMPTIED;

    /** What a test finds of the tests before it. */
    enum Reuse {
        /** Nothing in the database and in the folder of reports. What the program keeps in its memory stays. */
        EMPTIED,
        /** All that they left. */
        KEPT,
        /** Nothing at all: each test has a ledger of its own, which takes seconds. */
        NONE
    }
}
