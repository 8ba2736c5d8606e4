package vssledger.subscription.mail;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import vssledger.platform.UserException;
import vssledger.subscription.SubscriptionProperties;

/** Hands e-mails to the mail server of the configuration. */
@Component
public class Mailer {

    private final ObjectProvider<JavaMailSender> sender;
    private final SubscriptionProperties properties;
    private final Clock clock;

    Mailer(ObjectProvider<JavaMailSender> sender, SubscriptionProperties properties, Clock clock) {
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    /** Writes what a message says. */
    public interface Content {
        void write(MimeMessageHelper message) throws MessagingException;
    }

    /**
     * Sends a message to all of these addresses.
     *
     * @throws UserException if there is no mail server, or it refused the message; it says why
     */
    public void send(List<String> to, String subject, Content content) {
        var mail = sender.getIfAvailable();
        if (mail == null) {
            throw new UserException("There is no mail server. Name it as spring.mail.host in config/application.yml.");
        }
        try {
            var message = mail.createMimeMessage();
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(properties.from());
            helper.setTo(to.toArray(String[]::new));
            helper.setSubject(subject);
            helper.setSentDate(Date.from(clock.instant()));
            content.write(helper);
            mail.send(message);
        } catch (MailException e) {
            throw new UserException(
                    "The mail server did not take it ("
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage()
                            + "). See spring.mail in config/application.yml.",
                    e);
        } catch (MessagingException e) {
            throw new UserException("The mail cannot be written: " + e.getMessage() + ". See the addresses.", e);
        }
    }
}
