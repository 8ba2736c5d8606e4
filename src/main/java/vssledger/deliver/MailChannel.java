package vssledger.deliver;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Date;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import vssledger.deliver.DeliverProperties.Recipient;
import vssledger.platform.UserError;

/** Sends a workbook by e-mail, with its key figures in the text, so that it need not be opened. */
@Component
class MailChannel implements Channel {

    private static final String WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ObjectProvider<JavaMailSender> sender;
    private final MailText text;
    private final DeliverProperties properties;
    private final Clock clock;

    MailChannel(ObjectProvider<JavaMailSender> sender, MailText text, DeliverProperties properties, Clock clock) {
        this.sender = sender;
        this.text = text;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public boolean serves(Recipient recipient) {
        return !recipient.to().isEmpty();
    }

    @Override
    public void send(ReadyEdition edition, Recipient recipient) {
        var mail = sender.getIfAvailable();
        if (mail == null) {
            throw new UserError("There is no mail server. Name it as spring.mail.host in config/application.yml.");
        }
        var workbook = edition.folder().resolve(recipient.workbook());
        try {
            var message = mail.createMimeMessage();
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            var isAttached = Files.size(workbook) <= properties.maxAttachment().toBytes();
            var letter = text.of(edition, recipient, isAttached ? null : workbook);
            helper.setFrom(properties.from());
            helper.setTo(recipient.to().toArray(String[]::new));
            helper.setSubject(letter.subject());
            helper.setSentDate(Date.from(clock.instant()));
            helper.setText(letter.plain(), letter.html());
            if (isAttached) {
                helper.addAttachment(
                        edition.nameOf(recipient.workbook()), new FileSystemResource(workbook), WORKBOOK_TYPE);
            }
            mail.send(message);
        } catch (MailException e) {
            throw new UserError(
                    "The mail server did not take it ("
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage()
                            + "). See spring.mail in config/application.yml.",
                    e);
        } catch (MessagingException e) {
            throw new UserError("The mail cannot be written: " + e.getMessage() + ". See the addresses.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(workbook + " cannot be read", e);
        }
    }
}
