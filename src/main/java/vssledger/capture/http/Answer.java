package vssledger.capture.http;

/** The answers of the endpoint: a status line, and no body. */
public enum Answer {
    OK("200 OK", ""),
    BAD_REQUEST("400 Bad Request", ""),
    UNAUTHORIZED("401 Unauthorized", "www-authenticate: Webhook\r\n"),
    FORBIDDEN("403 Forbidden", ""),
    NOT_FOUND("404 Not Found", ""),
    METHOD_NOT_ALLOWED("405 Method Not Allowed", "allow: POST\r\n"),
    REQUEST_TIMEOUT("408 Request Timeout", ""),
    CONTENT_TOO_LARGE("413 Content Too Large", ""),
    URI_TOO_LONG("414 URI Too Long", ""),
    HEADER_TOO_LARGE("431 Request Header Fields Too Large", ""),
    UNAVAILABLE("503 Service Unavailable", "retry-after: 5\r\n");

    private final String start;

    Answer(String status, String fields) {
        this.start = "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\n" + fields;
    }

    /** Up to its last two header fields, date and connection. */
    String start() {
        return start;
    }
}
