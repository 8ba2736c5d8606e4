package vssledger.capture.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vssledger.capture.CaptureProperties;

/**
 * Who sends, and whether it may. Behind proxies that are trusted, the sender is the last hop of {@code X-Forwarded-For}
 * that is not one of them; what anybody else writes there is not looked at.
 *
 * <p>Where no list was configured, 8x8's addresses may send, and this machine itself; not so what a proxy on this machine
 * passes on without being trusted, since that may come from anywhere.
 */
public final class Callers {

    private final AddressRanges allowed;
    private final AddressRanges trusted;
    private final boolean allowsThisMachine;

    /**
     * One sender.
     *
     * @param address to be kept with the delivery
     */
    record Caller(String address, boolean maySend) {}

    public Callers(@Nullable List<String> allow, List<String> trustedProxies) {
        this.allowed = AddressRanges.of(allow == null ? CaptureProperties.EIGHT_BY_EIGHT : allow, "vss.capture.allow");
        this.trusted = AddressRanges.of(trustedProxies, "vss.capture.trusted-proxies");
        this.allowsThisMachine = allow == null;
    }

    /** @param forwardedFor the fields {@code X-Forwarded-For} of the request, in order */
    Caller caller(InetAddress peer, List<String> forwardedFor) {
        if (forwardedFor.isEmpty()) {
            return caller(peer, peer.isLoopbackAddress());
        }
        if (!trusted.hold(peer)) {
            return caller(peer, false);
        }
        var hops = hops(forwardedFor);
        var sender = peer;
        for (var i = hops.size() - 1; i >= 0 && trusted.hold(sender); i--) {
            var hop = hop(hops.get(i));
            if (hop.isEmpty()) {
                return new Caller(hops.get(i), false);
            }
            sender = hop.get();
        }
        return caller(sender, sender.isLoopbackAddress());
    }

    private Caller caller(InetAddress sender, boolean isThisMachine) {
        var may = allowed.hold(sender) || (isThisMachine && allowsThisMachine);
        return new Caller(sender.getHostAddress(), may);
    }

    private static List<String> hops(List<String> fields) {
        var hops = new ArrayList<String>();
        for (var field : fields) {
            for (var hop : field.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /** With or without a port: {@code 203.0.113.7:4711}, {@code [2001:db8::1]:4711}. */
    private static Optional<InetAddress> hop(String text) {
        if (text.startsWith("[") && text.contains("]")) {
            return AddressRanges.address(text.substring(1, text.indexOf(']')));
        }
        var colon = text.indexOf(':');
        var hasPort = colon > 0 && colon == text.lastIndexOf(':');
        return AddressRanges.address(hasPort ? text.substring(0, colon) : text);
    }
}
