package vssledger.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.platform.UserException;

/** Who may send, directly and through proxies. */
class CallersTest {

    /**
     * One sender.
     *
     * @param allow the configured list; null for none
     * @param forwarded the fields X-Forwarded-For, as they stand in the request
     * @param address who it turns out to be
     */
    record Case(
            String why,
            @Nullable List<String> allow,
            List<String> trusted,
            String peer,
            List<String> forwarded,
            String address,
            boolean maySend) {

        @Override
        public String toString() {
            return why;
        }
    }

    static List<Case> cases() {
        var none = List.<String>of();
        var ten = List.of("10.0.0.0/8");
        var proxy = List.of("192.0.2.10", "2001:db8:ff::/48");
        return List.of(
                new Case("8x8, by default", null, none, "18.140.80.2", none, "18.140.80.2", true),
                new Case("this machine, by default", null, none, "127.0.0.1", none, "127.0.0.1", true),
                new Case("this machine over IPv6", null, none, "::1", none, "0:0:0:0:0:0:0:1", true),
                new Case("anybody else, by default", null, none, "203.0.113.7", none, "203.0.113.7", false),
                new Case("this machine, not on the list", ten, none, "127.0.0.1", none, "127.0.0.1", false),
                new Case("8x8, not on the list", ten, none, "18.140.80.2", none, "18.140.80.2", false),
                new Case("an empty list", none, none, "18.140.80.2", none, "18.140.80.2", false),
                new Case("in a range", ten, none, "10.255.1.2", none, "10.255.1.2", true),
                new Case("beside a range", ten, none, "11.0.0.0", none, "11.0.0.0", false),
                new Case(
                        "an odd range, its last",
                        List.of("10.1.2.128/27"),
                        none,
                        "10.1.2.159",
                        none,
                        "10.1.2.159",
                        true),
                new Case(
                        "an odd range, beyond",
                        List.of("10.1.2.128/27"),
                        none,
                        "10.1.2.160",
                        none,
                        "10.1.2.160",
                        false),
                new Case("everybody, IPv4", List.of("0.0.0.0/0"), none, "203.0.113.7", none, "203.0.113.7", true),
                new Case(
                        "everybody of IPv4 is nobody of IPv6",
                        List.of("0.0.0.0/0"),
                        none,
                        "2001:db8::1",
                        none,
                        "2001:db8:0:0:0:0:0:1",
                        false),
                new Case(
                        "IPv6 in a range",
                        List.of("2001:db8::/33"),
                        none,
                        "2001:db8:7fff::1",
                        none,
                        "2001:db8:7fff:0:0:0:0:1",
                        true),
                new Case(
                        "IPv6 beside a range",
                        List.of("2001:db8::/33"),
                        none,
                        "2001:db8:8000::1",
                        none,
                        "2001:db8:8000:0:0:0:0:1",
                        false),
                new Case("IPv4 in IPv6 clothes", List.of("::ffff:10.0.0.1"), none, "10.0.0.1", none, "10.0.0.1", true),
                new Case(
                        "what a stranger claims does not count",
                        ten,
                        none,
                        "203.0.113.7",
                        List.of("10.0.0.1"),
                        "203.0.113.7",
                        false),
                new Case(
                        "what a stranger claims does not harm",
                        ten,
                        none,
                        "10.0.0.1",
                        List.of("203.0.113.7"),
                        "10.0.0.1",
                        true),
                new Case(
                        "a proxy here that is not trusted",
                        null,
                        none,
                        "127.0.0.1",
                        List.of("18.140.80.2"),
                        "127.0.0.1",
                        false),
                new Case("through a trusted proxy", ten, proxy, "192.0.2.10", List.of("10.0.0.1"), "10.0.0.1", true),
                new Case("the proxy itself", ten, proxy, "192.0.2.10", none, "192.0.2.10", false),
                new Case(
                        "the last hop counts, not what it claims",
                        ten,
                        proxy,
                        "192.0.2.10",
                        List.of("10.0.0.1, 203.0.113.7"),
                        "203.0.113.7",
                        false),
                new Case(
                        "through two trusted proxies",
                        ten,
                        proxy,
                        "192.0.2.10",
                        List.of("203.0.113.7, 10.0.0.1, 2001:db8:ff::1"),
                        "10.0.0.1",
                        true),
                new Case(
                        "several fields are one list",
                        ten,
                        proxy,
                        "192.0.2.10",
                        List.of("203.0.113.7", "10.0.0.1", "192.0.2.10"),
                        "10.0.0.1",
                        true),
                new Case(
                        "with ports",
                        ten,
                        proxy,
                        "192.0.2.10",
                        List.of("10.0.0.1:4711, [2001:db8:ff::1]:443"),
                        "10.0.0.1",
                        true),
                new Case("all of them trusted", ten, proxy, "192.0.2.10", List.of("192.0.2.10"), "192.0.2.10", false),
                new Case(
                        "a hop that is no address",
                        ten,
                        proxy,
                        "192.0.2.10",
                        List.of("10.0.0.1, unknown"),
                        "unknown",
                        false),
                new Case("an empty hop", ten, proxy, "192.0.2.10", List.of(""), "", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void tellsWhoSendsAndWhetherItMay(Case one) throws UnknownHostException {
        var callers = callers(one.allow(), one.trusted());

        assertThat(callers.caller(InetAddress.getByName(one.peer()), one.forwarded()))
                .isEqualTo(new Callers.Caller(one.address(), one.maySend()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "2001:db8::/129",
                "",
                "10.0.0",
                "10.0.0.0/8/8"
            })
    void refusesAListThatNamesNoAddress(String text) {
        assertThatThrownBy(() -> callers(List.of(text), List.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("vss.capture.allow has \"" + text + "\", which is neither an address nor a range of"
                        + " addresses. Write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.");
    }

    private static Callers callers(@Nullable List<String> allow, List<String> trusted) {
        return new Callers(allow, trusted);
    }
}
