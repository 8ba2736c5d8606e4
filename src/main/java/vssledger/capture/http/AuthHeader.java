package vssledger.capture.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import vssledger.capture.CaptureProperties;
import vssledger.platform.UserException;
import vssledger.platform.text.Sha256;

/**
 * The header that the webhook was registered with, and the values that are right: two while one is being replaced. They
 * are compared in constant time, and appear in no message.
 */
public final class AuthHeader {

    private final String name;
    private final List<byte[]> digests;

    public AuthHeader(CaptureProperties.Auth auth) {
        if (auth.values().stream().anyMatch(String::isBlank)) {
            throw new UserException(
                    "vss.capture.auth.values has an empty value. Give each value that 8x8 may send, or none"
                            + " to ask for no header.");
        }
        this.name = auth.header();
        this.digests = auth.values().stream().map(AuthHeader::digest).toList();
    }

    String name() {
        return name;
    }

    /** Whether these, all the values that a request has for the header, will do. */
    boolean isRight(List<String> sent) {
        if (digests.isEmpty()) {
            return true;
        }
        if (sent.size() != 1) {
            return false;
        }
        var digest = digest(sent.get(0));
        var right = false;
        for (var expected : digests) {
            right |= MessageDigest.isEqual(expected, digest);
        }
        return right;
    }

    private static byte[] digest(String value) {
        return Sha256.of(value.getBytes(StandardCharsets.UTF_8));
    }
}
