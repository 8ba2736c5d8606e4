package vssledger.parse.read;

import java.security.MessageDigest;
import java.util.Arrays;
import vssledger.platform.text.Sha256;

/**
 * The digest of a JSON value that does not change with the order of its keys or its white space: half a SHA-256 over the
 * value written in one way, its keys sorted, each part with its length in front.
 */
final class CanonicalDigest {

    private static final int BYTES = 16;

    private static final ThreadLocal<CanonicalDigest> OF_THREAD = ThreadLocal.withInitial(CanonicalDigest::new);

    private final MessageDigest digest = Sha256.begin();
    private byte[] buffer = new byte[4096];
    private int length;

    private CanonicalDigest() {}

    static byte[] of(JsonObject value) {
        return OF_THREAD.get().digest(value);
    }

    private byte[] digest(JsonObject value) {
        length = 0;
        digest.reset();
        writeObject(value);
        digest.update(buffer, 0, length);
        return Arrays.copyOf(digest.digest(), BYTES);
    }

    private void writeObject(JsonObject object) {
        begin('{', object.size());
        for (var member : byName(object)) {
            write('"', object.name(member));
            write(object, member);
        }
    }

    private void writeArray(JsonObject array) {
        begin('[', array.size());
        for (var member = 0; member < array.size(); member++) {
            write(array, member);
        }
    }

    private void write(JsonObject parent, int member) {
        switch (parent.kind(member)) {
            case OBJECT -> writeObject(parent.object(member));
            case ARRAY -> writeArray(parent.object(member));
            case TEXT -> write('"', parent.text(member));
            case NUMBER -> write('#', parent.text(member));
            case TRUTH, NULL -> write('!', parent.text(member));
        }
    }

    /** Sorted by insertion: there are few of them, and of two with one name the earlier stays the earlier. */
    private static int[] byName(JsonObject object) {
        var members = new int[object.size()];
        for (var i = 0; i < members.length; i++) {
            var at = i;
            while (at > 0 && object.name(members[at - 1]).compareTo(object.name(i)) > 0) {
                members[at] = members[at - 1];
                at--;
            }
            members[at] = i;
        }
        return members;
    }

    private void write(char kind, String text) {
        room(5 + 3 * text.length());
        begin(kind, text.length());
        // as UTF-8 would be, but for halves of surrogate pairs, which have no form there
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < 0x80) {
                buffer[length++] = (byte) c;
            } else {
                buffer[length++] = (byte) (0x80 | (c >> 14));
                buffer[length++] = (byte) (0x80 | ((c >> 7) & 0x7f));
                buffer[length++] = (byte) (0x80 | (c & 0x7f));
            }
        }
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            digest.update(buffer, 0, length);
            length = 0;
            buffer = more > buffer.length ? new byte[more] : buffer;
        }
    }

    private void begin(char kind, int count) {
        room(5);
        buffer[length++] = (byte) kind;
        buffer[length++] = (byte) (count >> 24);
        buffer[length++] = (byte) (count >> 16);
        buffer[length++] = (byte) (count >> 8);
        buffer[length++] = (byte) count;
    }
}
