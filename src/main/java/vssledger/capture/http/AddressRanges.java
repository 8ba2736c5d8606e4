package vssledger.capture.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vssledger.platform.UserException;

/** A list of addresses, IPv4 and IPv6, each alone or as a range such as {@code 10.0.0.0/8}. */
final class AddressRanges {

    private final List<Range> ranges;

    private record Range(byte[] network, int bits) {

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            var whole = bits / 8;
            var mask = 0xff << (8 - bits % 8);
            return Arrays.equals(address, 0, whole, network, 0, whole)
                    && (bits % 8 == 0 || (address[whole] & mask) == (network[whole] & mask));
        }
    }

    private AddressRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @throws UserException that names the setting, if one of them is neither an address nor a range */
    static AddressRanges of(List<String> texts, String setting) {
        return new AddressRanges(
                texts.stream().map(text -> range(text.strip(), setting)).toList());
    }

    boolean hold(InetAddress address) {
        var bytes = address.getAddress();
        return ranges.stream().anyMatch(range -> range.holds(bytes));
    }

    /** An address by its digits, never by its name; an IPv4 address in IPv6 clothes is one of IPv4. */
    static Optional<InetAddress> address(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Range range(String text, String setting) {
        var slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isPresent()) {
            var network = address.get().getAddress();
            var bits = slash < 0 ? Optional.of(network.length * 8) : number(text.substring(slash + 1));
            if (bits.filter(n -> n <= network.length * 8).isPresent()) {
                return new Range(network, bits.get());
            }
        }
        throw new UserException(setting + " has \"" + text + "\", which is neither an address nor a range of addresses."
                + " Write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.");
    }

    private static Optional<Integer> number(String digits) {
        return digits.matches("\\d{1,3}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }
}
