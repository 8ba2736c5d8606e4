package vssledger.eightxeight;

/**
 * A webhook as 8x8 has it.
 *
 * @param type VSS, VCA, VCS, VRU or VNU
 * @param httpAuthHeaderAvailable whether 8x8 sends an authentication header with it
 */
public record Webhook(String type, String url, boolean enabled, boolean httpAuthHeaderAvailable) {

    static final String VSS = "VSS";
}
