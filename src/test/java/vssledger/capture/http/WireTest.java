package vssledger.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.capture.CaptureServer;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** HTTP as it comes over the wire: in pieces, packed, without end, one request on the heels of another. */
@LedgerTest(
        value = {
            "vss.capture.max-body=10KB",
            "vss.capture.max-header=2KB",
            "vss.capture.memory=20KB",
            "vss.capture.request-timeout=2s",
            "vss.capture.idle-timeout=3s"
        },
        serving = true,
        reuse = LedgerTest.Reuse.KEPT)
class WireTest {

    private static final String HEAD = "POST /voice/webhooks/vss HTTP/1.1\r\nHost: x\r\n";

    private final TestLedger ledger;

    WireTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void empty() {
        // not TRUNCATE: it would wait for those who read the inbox meanwhile, and they for it
        ledger.jdbc().sql("DELETE FROM capture.delivery").update();
        ledger.jdbc().sql("DELETE FROM capture.rejected").update();
    }

    @Test
    void unpacksWhatIsPacked() throws Exception {
        for (var encoding : List.of("gzip", "x-gzip", "GZIP", "deflate")) {
            var request = ledger.request("/voice/webhooks/vss", packed(encoding, "{ \"by\":\"" + encoding + "\" }"))
                    .header("Content-Encoding", encoding)
                    .build();
            assertThat(ledger.send(request).statusCode()).isEqualTo(200);
        }
        assertThat(bodies())
                .containsExactly(
                        "{ \"by\":\"gzip\" }",
                        "{ \"by\":\"x-gzip\" }",
                        "{ \"by\":\"GZIP\" }",
                        "{ \"by\":\"deflate\" }");
    }

    @Test
    void aBombDoesNotGoOff() throws Exception {
        var bomb = packed("gzip", "{\"a\":\"" + " ".repeat(5_000_000) + "\"}");
        assertThat(bomb.length).isLessThan(10_000);
        var request = ledger.request("/voice/webhooks/vss", bomb)
                .header("Content-Encoding", "gzip")
                .build();

        assertThat(ledger.send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void keepsTheBytesOfWhatIsNotPackedAsItSays() throws Exception {
        var request = ledger.request("/voice/webhooks/vss", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .header("Content-Encoding", "gzip")
                .build();

        assertThat(ledger.send(request).statusCode()).isEqualTo(400);
        assertThat(ledger.rows("SELECT reason, convert_from(body, 'UTF8') FROM capture.rejected"))
                .containsExactly("the body is not packed as its Content-Encoding says | {\"a\":1}");
    }

    @Test
    void takesABodyInChunks() throws Exception {
        assertThat(talk(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n", 1))
                .containsExactly("HTTP/1.1 200 OK");
        assertThat(bodies()).containsExactly("{\"a\":1}");
    }

    @Test
    void refusesChunksThatNeverEnd() throws Exception {
        var chunk = "400\r\n" + "x".repeat(1024) + "\r\n";

        assertThat(talk(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(11), 1))
                .containsExactly("HTTP/1.1 413 Content Too Large");
    }

    @Test
    void answersOneAfterTheOtherWhatComesAtOnce() throws Exception {
        var requests = new StringBuilder();
        for (var n = 10; n < 60; n++) {
            requests.append(HEAD)
                    .append("Content-Length: 8\r\n\r\n{\"n\":")
                    .append(n)
                    .append("}");
        }
        requests.append("GET /voice/webhooks/vss HTTP/1.1\r\nHost: x\r\n\r\n");
        var answers = talk(requests.toString(), 51);

        assertThat(answers.subList(0, 50)).containsOnly("HTTP/1.1 200 OK");
        assertThat(answers.get(50)).isEqualTo("HTTP/1.1 405 Method Not Allowed");
        assertThat(bodies()).hasSize(50).isSorted();
    }

    @Test
    void tellsWhoAsksFirstToGoOn() throws Exception {
        assertThat(talk(HEAD + "Expect: 100-continue\r\nContent-Length: 7\r\n\r\n{\"a\":1}", 2))
                .containsExactly("HTTP/1.1 100 Continue", "HTTP/1.1 200 OK");
        assertThat(talk(HEAD + "Expect: 100-continue\r\nContent-Length: 70000\r\n\r\n", 1))
                .containsExactly("HTTP/1.1 413 Content Too Large");
    }

    @Test
    void refusesHeadsThatAreTooLarge() throws Exception {
        assertThat(talk(HEAD + "X: " + "x".repeat(3_000) + "\r\n\r\n", 1))
                .containsExactly("HTTP/1.1 431 Request Header Fields Too Large");
        assertThat(talk("POST /" + "x".repeat(5_000) + " HTTP/1.1\r\n\r\n", 1))
                .containsExactly("HTTP/1.1 414 URI Too Long");
        assertThat(talk("nonsense\r\n\r\n", 1)).containsExactly("HTTP/1.1 400 Bad Request");
    }

    @Test
    void knowsThePathWithAQueryOrASlashBehindIt() throws Exception {
        assertThat(ledger.post("/voice/webhooks/vss?key=1", "{}")).isEqualTo(200);
        assertThat(ledger.post("/voice/webhooks/vss/", "{}")).isEqualTo(200);
        assertThat(ledger.post("/voice/webhooks/vss/ivr?key=1", "{}")).isEqualTo(200);
        assertThat(ledger.post("/voice/webhooks/vss/ivr/", "{}")).isEqualTo(200);
        assertThat(talk(
                        "POST http://ledger.example:8080/voice/webhooks/vss/ivr/?key=1 HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
                        1))
                .containsExactly("HTTP/1.1 200 OK");
        assertThat(ledger.rows("SELECT product FROM capture.delivery ORDER BY id"))
                .containsExactly("null", "null", "ivr", "ivr", "ivr");
    }

    @Test
    void keepsTheBytesOfEveryPathThatThereIsNot() throws Exception {
        var paths = List.of(
                "/voice/webhooks/vssx", "/", "/voice/webhooks/vss/ivr/more", "/health", "/voice/webhooks/vss/ivrr/");
        for (var path : paths) {
            assertThat(ledger.post(path, "{}")).as(path).isEqualTo(404);
        }
        assertThat(talk("GET /nowhere HTTP/1.1\r\n\r\n", 1)).containsExactly("HTTP/1.1 404 Not Found");
        assertThat(talk("PUT /nowhere HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", 1))
                .containsExactly("HTTP/1.1 405 Method Not Allowed");

        assertThat(ledger.rows("SELECT reason, convert_from(body, 'UTF8') FROM capture.rejected ORDER BY id"))
                .containsExactly(
                        "the URL is not the endpoint's: /voice/webhooks/vssx | {}",
                        "the URL is not the endpoint's: / | {}",
                        "the URL is not the endpoint's: /voice/webhooks/vss/ivr/more | {}",
                        "the URL is not the endpoint's: /health | {}",
                        "the URL names no product: /voice/webhooks/vss/ivrr/ | {}");
    }

    @Test
    void takesABodyWithAByteOrderMark() throws Exception {
        assertThat(ledger.post("/voice/webhooks/vss", "\uFEFF{\"a\":1}")).isEqualTo(200);
        assertThat(bodies()).containsExactly("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "x-UTF-16LE-BOM", "UTF-32LE", "UTF-32BE", "X-UTF-32LE-BOM"})
    void takesABodyInAnotherEncodingOfUnicode(String encoding) throws Exception {
        var text = "{\"a\":\"\u00e9\u20ac\ud83d\ude00\", \"a\":1}";
        assertThat(post(text.getBytes(encoding))).isEqualTo(200);
        assertThat(post(("[" + text + "]").getBytes(encoding))).isEqualTo(200);
        assertThat(bodies()).containsExactly(text, text);
    }

    @Test
    void keepsToTheByteWhatCannotBeTakenInAnotherEncoding() throws Exception {
        assertThat(post("{\"a\":".getBytes(StandardCharsets.UTF_16LE))).isEqualTo(400);
        assertThat(post("[1]".getBytes(StandardCharsets.UTF_16))).isEqualTo(400);
        assertThat(post(new byte[] {0, '{', 0, '}', 0})).isEqualTo(400);
        assertThat(post("{\"a\":\"caf\u00e9\"}".getBytes("windows-1252"))).isEqualTo(400);

        assertThat(bodies()).isEmpty();
        assertThat(ledger.rows("SELECT reason, encode(body, 'hex') FROM capture.rejected ORDER BY id"))
                .containsExactly(
                        "the body in UTF-16LE is not JSON (line 1, column 6) | 7b002200610022003a00",
                        "element 1 of the array cannot be taken (the body is JSON, but not an object) | feff005b0031005d",
                        "the body begins as UTF-16BE, but is none further on | 007b007d00",
                        "the body is not UTF-8 | 7b2261223a22636166e9227d");
    }

    @Test
    void takesTheElementsOfAnArray() throws Exception {
        assertThat(ledger.post("/voice/webhooks/vss/ivr", " [{\"a\": 1},{\"a\":\"\u00e9\"}\n]"))
                .isEqualTo(200);
        assertThat(bodies()).containsExactly("{\"a\": 1}", "{\"a\":\"\u00e9\"}");
    }

    @Test
    void keepsAnArrayWithAnUnusableElementAsItCame() throws Exception {
        assertThat(ledger.post("/voice/webhooks/vss", "[{\"a\":1},2]")).isEqualTo(400);
        assertThat(ledger.post("/voice/webhooks/vss", "[]")).isEqualTo(400);
        assertThat(ledger.post("/voice/webhooks/vss", "[{\"a\":1},")).isEqualTo(400);

        assertThat(bodies()).isEmpty();
        assertThat(ledger.rows("SELECT convert_from(body, 'UTF8') FROM capture.rejected ORDER BY id"))
                .containsExactly("[{\"a\":1},2]", "[]", "[{\"a\":1},");
        assertThat(ledger.rows("SELECT reason FROM capture.rejected ORDER BY id LIMIT 1"))
                .containsExactly("element 2 of the array cannot be taken (the body is JSON, but not an object)");
    }

    @Test
    void keepsWhatHasAContentEncodingThatNobodyUnderstands() throws Exception {
        var request = ledger.request("/voice/webhooks/vss", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(ledger.send(request.copy().header("Content-Encoding", "foo").build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(ledger.send(request.copy()
                                .header("Content-Encoding", "identity")
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(ledger.rows("SELECT reason, convert_from(body, 'UTF8') FROM capture.rejected"))
                .containsExactly("the Content-Encoding is not understood: foo | {\"a\":1}");
    }

    @Test
    void keepsWhatIsPackedWithSomethingBehindIt() throws Exception {
        for (var encoding : List.of("gzip", "deflate")) {
            for (var garbage : List.of("x", "x".repeat(5_000))) {
                var packed = packed(encoding, "{\"a\":1}");
                var body = java.util.Arrays.copyOf(packed, packed.length + garbage.length());
                System.arraycopy(garbage.getBytes(StandardCharsets.UTF_8), 0, body, packed.length, garbage.length());
                var request = ledger.request("/voice/webhooks/vss", body)
                        .header("Content-Encoding", encoding)
                        .build();

                assertThat(ledger.send(request).statusCode()).as(encoding).isEqualTo(400);
                assertThat(ledger.rows("SELECT encode(body, 'hex') FROM capture.rejected ORDER BY id DESC LIMIT 1"))
                        .containsExactly(java.util.HexFormat.of().formatHex(body));
            }
        }
        assertThat(bodies()).isEmpty();
    }

    @Test
    void unpacksGzipInSeveralMembers() throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(packed("gzip", "{\"a\":"));
        body.writeBytes(packed("gzip", "1}"));
        var request = ledger.request("/voice/webhooks/vss", body.toByteArray())
                .header("Content-Encoding", "gzip")
                .build();

        assertThat(ledger.send(request).statusCode()).isEqualTo(200);
        assertThat(bodies()).containsExactly("{\"a\":1}");
    }

    @Test
    void answersASenderThatSendsNothingAnyMore() throws Exception {
        try (var socket = connect()) {
            write(socket, (HEAD + "Content-Length: 7\r\n\r\n{\"a\":1}").repeat(3));
            socket.shutdownOutput();

            assertThat(answers(socket, 4))
                    .as("all, and then the end")
                    .hasSize(3)
                    .containsOnly("HTTP/1.1 200 OK");
        }
        assertThat(bodies()).hasSize(3);
    }

    @Test
    void closesOnASenderThatEndsBeforeItsRequestDoes() throws Exception {
        try (var socket = connect()) {
            write(socket, HEAD + "Content-Length: 7\r\n\r\n{\"a");
            socket.shutdownOutput();

            assertThat(answers(socket, 1)).isEmpty();
        }
        try (var socket = connect()) {
            socket.shutdownOutput();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(bodies()).isEmpty();
    }

    @Test
    void tellsLoadBalancersWhetherItTakesWebhooks() throws Exception {
        assertThat(talk("GET /health HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n", 1))
                .as("whoever asks")
                .containsExactly("HTTP/1.1 200 OK");
        assertThat(talk("HEAD /health?probe HTTP/1.0\r\n\r\n", 1)).containsExactly("HTTP/1.1 200 OK");
        assertThat(talk("GET /health HTTP/1.1\r\n\r\n".repeat(3), 3)).containsOnly("HTTP/1.1 200 OK");
    }

    @Test
    void keepsWhatCameForAProductThatNobodyCanRead() throws Exception {
        assertThat(talk("POST /voice/webhooks/vss/i\u0000v\u00e9r HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", 1))
                .first()
                .asString()
                .matches("HTTP/1.1 40[04] .*");
        assertThat(ledger.post("/voice/webhooks/vss/" + "x".repeat(300), "{}")).isEqualTo(404);
        assertThat(ledger.rows("SELECT reason FROM capture.rejected ORDER BY id DESC LIMIT 1"))
                .containsExactly("the URL names no product: /voice/webhooks/vss/" + "x".repeat(180) + " …");
        assertThat(ledger.post("/voice/webhooks/vss", "{}")).isEqualTo(200);
    }

    @Test
    void slowAndIdleSendersDoNotStopOthers() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (var n = 0; n < 500; n++) {
                var socket = connect();
                sockets.add(socket);
                if (n % 2 == 0) { // has begun, and does not go on
                    write(socket, HEAD + "Content-Length: 5000\r\n\r\n" + "{\"a\":\"" + "x".repeat(90));
                }
            }
            assertThat(ledger.post("/voice/webhooks/vss", "{\"a\":1}")).isEqualTo(200);
            assertThat(answers(sockets.get(0), 1)).containsExactly("HTTP/1.1 408 Request Timeout");
            assertThat(sockets.get(1).getInputStream().read()).as("closed").isEqualTo(-1);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        assertThat(talk(HEAD + "Content-Length: 2\r\n\r\n{}", 1)).containsExactly("HTTP/1.1 200 OK");
    }

    @Test
    void moreBodiesThanThereIsRoomForAreTakenOneAfterTheOther() throws Exception {
        var body = "{\"a\":\"" + "x".repeat(9_000) + "\"}";
        var sockets = new ArrayList<Socket>();
        for (var n = 0; n < 30; n++) {
            sockets.add(connect());
        }
        for (var socket : sockets) {
            write(socket, HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        }
        for (var socket : sockets) {
            assertThat(answers(socket, 1)).containsExactly("HTTP/1.1 200 OK");
            socket.close();
        }
        assertThat(bodies()).hasSize(30).containsOnly(body);
    }

    private int post(byte[] body) throws Exception {
        return ledger.send(ledger.request("/voice/webhooks/vss", body).build()).statusCode();
    }

    private List<String> talk(String request, int answers) throws IOException {
        try (var socket = connect()) {
            write(socket, request);
            return answers(socket, answers);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(),
                ledger.the(CaptureServer.class).port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The status lines of so many answers. */
    private static List<String> answers(Socket socket, int count) throws IOException {
        var in = socket.getInputStream();
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        while (lines.size() < count) {
            var c = in.read();
            if (c < 0) {
                return lines;
            }
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            if (line.toString().startsWith("HTTP/")) {
                lines.add(line.toString().strip());
            }
            line.setLength(0);
        }
        return lines;
    }

    private static byte[] packed(String encoding, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packing = encoding.equals("deflate") ? new DeflaterOutputStream(bytes) : new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private List<String> bodies() {
        return ledger.rows("SELECT body::text FROM capture.delivery ORDER BY id");
    }
}
