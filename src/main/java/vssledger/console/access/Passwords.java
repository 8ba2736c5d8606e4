package vssledger.console.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import vssledger.platform.UserException;

/** How passwords are hashed (bcrypt, said before each hash, so that a better way can follow), and which are long enough. */
public final class Passwords {

    static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    private static final int SHORTEST = 12;
    private static final int LONGEST_FOR_BCRYPT = 72;

    /** Without those that look like another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP = 4;

    private Passwords() {}

    /**
     * As it is kept.
     *
     * @throws UserException if it is too short or too long
     */
    public static String hash(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new UserException("The password is too short. Take one of " + SHORTEST + " characters or more.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_FOR_BCRYPT) {
            throw new UserException("The password is too long: bcrypt takes " + LONGEST_FOR_BCRYPT + " bytes.");
        }
        return String.valueOf(ENCODER.encode(password));
    }

    /** One that nobody guesses, and that can be read from a terminal: 99 bits. */
    static String random() {
        var random = new SecureRandom();
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> IntStream.range(0, GROUP)
                        .mapToObj(i -> String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
