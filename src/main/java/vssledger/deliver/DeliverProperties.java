package vssledger.deliver;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vssledger.platform.UserError;

/**
 * Who gets which reports, of {@code config/delivery.yml}.
 *
 * @param from sender of e-mails
 * @param maxAttachment a larger workbook is not attached: the mail says where it lies
 * @param attempts after so many that failed, one a run, a delivery is given up
 */
@ConfigurationProperties("vss.deliver")
public record DeliverProperties(
        @DefaultValue("vss-ledger@localhost") String from,
        @DefaultValue("10MB") DataSize maxAttachment,
        @DefaultValue("5") int attempts,
        @DefaultValue List<Recipient> recipients) {

    /**
     * Readers of a workbook.
     *
     * @param name tells them from others, also from what was sent before: keep it
     * @param to e-mail addresses
     * @param folder where a copy is put; null for none
     * @param whenEmpty what is done with an edition without any session
     */
    public record Recipient(
            String name,
            String workbook,
            @DefaultValue List<String> to,
            @Nullable String folder,
            @DefaultValue("SEND") WhenEmpty whenEmpty) {}

    /** What is done with an edition without any session. */
    public enum WhenEmpty {
        /** It goes out as any other. */
        SEND,
        /** Nothing goes out. */
        SKIP
    }

    public DeliverProperties {
        var names = new HashSet<String>();
        for (var recipient : recipients) {
            if (!names.add(recipient.name())) {
                throw new UserError("config/delivery.yml: two recipients are called \"" + recipient.name()
                        + "\". Give each a name of its own.");
            }
            if (recipient.to().isEmpty() == (recipient.folder() == null)) {
                throw new UserError("config/delivery.yml: recipient \"" + recipient.name()
                        + "\" wants either \"to\", with e-mail addresses, or \"folder\".");
            }
        }
    }
}
