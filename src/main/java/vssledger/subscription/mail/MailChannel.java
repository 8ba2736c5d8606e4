package vssledger.subscription.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import vssledger.subscription.DispatchChannel;
import vssledger.subscription.ReadyEdition;
import vssledger.subscription.SubscriptionProperties;
import vssledger.subscription.SubscriptionProperties.Recipient;

/** Sends a workbook by e-mail, with its key figures in the text, so that it need not be opened. */
@Component
class MailChannel implements DispatchChannel {

    private static final String WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String CSV_TYPE = "text/csv; charset=UTF-8";

    private final Mailer mailer;
    private final MailText text;
    private final SubscriptionProperties properties;

    MailChannel(Mailer mailer, MailText text, SubscriptionProperties properties) {
        this.mailer = mailer;
        this.text = text;
        this.properties = properties;
    }

    @Override
    public boolean serves(Recipient recipient) {
        return !recipient.to().isEmpty();
    }

    @Override
    public void send(ReadyEdition edition, Recipient recipient) {
        var files = recipient.files().stream().map(edition.folder()::resolve).toList();
        var isAttached = files.stream().mapToLong(MailChannel::size).sum()
                <= properties.maxAttachment().toBytes();
        var letter = text.of(edition, recipient, isAttached);
        mailer.send(recipient.to(), letter.subject(), message -> {
            message.setText(letter.plain(), letter.html());
            if (letter.picture() != null) {
                message.addInline(
                        MailHtml.PICTURE,
                        MailHtml.PICTURE + ".png",
                        new ByteArrayResource(letter.picture()),
                        "image/png");
            }
            if (isAttached) {
                for (var file : files) {
                    var name = edition.nameOf(file.getFileName().toString());
                    message.addAttachment(
                            name, new FileSystemResource(file), name.endsWith(".csv") ? CSV_TYPE : WORKBOOK_TYPE);
                }
            }
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
