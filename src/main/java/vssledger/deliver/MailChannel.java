package vssledger.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import vssledger.deliver.DeliverProperties.Recipient;

/** Sends a workbook by e-mail, with its key figures in the text, so that it need not be opened. */
@Component
class MailChannel implements Channel {

    private static final String WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Mailer mailer;
    private final MailText text;
    private final DeliverProperties properties;

    MailChannel(Mailer mailer, MailText text, DeliverProperties properties) {
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
        var workbook = edition.folder().resolve(recipient.workbook());
        var isAttached = size(workbook) <= properties.maxAttachment().toBytes();
        var letter = text.of(edition, recipient, isAttached ? null : workbook);
        mailer.send(recipient.to(), letter.subject(), message -> {
            message.setText(letter.plain(), letter.html());
            if (isAttached) {
                message.addAttachment(
                        edition.nameOf(recipient.workbook()), new FileSystemResource(workbook), WORKBOOK_TYPE);
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
