package vssledger.subscription.mail;

import jakarta.mail.MessagingException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;
import vssledger.subscription.SubscriptionProperties;

/** Whether the mail server takes this ledger's user, where somebody is to get mail. Nothing is sent. */
@Component
@Order(7)
class MailCheck implements Check {

    private final ObjectProvider<JavaMailSenderImpl> sender;
    private final SubscriptionProperties properties;

    MailCheck(ObjectProvider<JavaMailSenderImpl> sender, SubscriptionProperties properties) {
        this.sender = sender;
        this.properties = properties;
    }

    @Override
    public String subject() {
        return "mail";
    }

    @Override
    public List<Finding> findings() {
        var isWanted = !properties.ops().to().isEmpty()
                || properties.recipients().stream()
                        .anyMatch(recipient -> !recipient.to().isEmpty());
        var mail = sender.getIfAvailable();
        if (mail == null) {
            return List.of(
                    isWanted
                            ? Finding.problem(
                                    "config/subscriptions.yml wants mails, but there is no mail server.",
                                    "Name it as spring.mail.host in config/application.yml.")
                            : Finding.good("Nobody is to get mail."));
        }
        try {
            mail.testConnection();
            return List.of(Finding.good("The mail server " + mail.getHost() + " answers."));
        } catch (MessagingException e) {
            return List.of(Finding.problem(
                    "The mail server " + mail.getHost() + " refuses: " + e.getMessage(),
                    "See spring.mail in config/application.yml: host, port, username and password."));
        }
    }
}
