package vssledger.capture;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the capture endpoint.
 *
 * @param maxBody the largest body that is taken
 */
@ConfigurationProperties("vss.capture")
record CaptureProperties(@DefaultValue("1MB") DataSize maxBody) {

    int maxBytes() {
        return Math.toIntExact(maxBody.toBytes());
    }
}
