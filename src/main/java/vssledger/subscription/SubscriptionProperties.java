package vssledger.subscription;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.unit.DataSize;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;
import vssledger.platform.check.SettingCheck;
import vssledger.report.ReportScope;

/**
 * Who gets which reports, of {@code config/subscriptions.yml}.
 *
 * @param from sender of the mails
 * @param maxAttachment the largest workbook that is attached; for a larger one the mail says where it is
 * @param attempts a dispatch that failed this many times is given up
 * @param files address of the folder of the editions, for links to large workbooks; null for no links
 * @param console address of the console, for a link in mails; null for no link
 * @param ops who gets the messages for operations
 * @param schedules times at which reports are made and sent, in addition to the nightly run
 * @param recipients who gets which workbook and files, and how
 */
@ConfigurationProperties("vss.subscription")
public record SubscriptionProperties(
        @DefaultValue("vss-ledger@localhost") String from,
        @DefaultValue("10MB") DataSize maxAttachment,
        @DefaultValue("8") int attempts,
        @Nullable URI files,
        @Nullable URI console,
        @DefaultValue Ops ops,
        @DefaultValue List<Schedule> schedules,
        @DefaultValue List<Recipient> recipients) {

    /**
     * Who is told that a run failed or is late, or that a dispatch was given up.
     *
     * @param to e-mail addresses of operations
     * @param webhook an address that gets a POST of JSON with the message as {@code text}; null for none
     */
    public record Ops(
            @DefaultValue List<String> to, @Nullable URI webhook) {}

    /**
     * When reports are made, and of which days.
     *
     * @param at cron expression of six fields, seconds first
     * @param zone in which it is meant, and in which its range is seen; null for the report time zone
     * @param range a name that {@link DateRange#named} knows, as seen on the day at which it is due
     * @param products of which they are; none for all
     * @param subAccounts of which they are; none for all
     */
    public record Schedule(
            String name,
            String at,
            @Nullable ZoneId zone,
            @DefaultValue("yesterday") String range,
            @DefaultValue List<String> products,
            @DefaultValue List<String> subAccounts) {

        public Schedule {
            if (!CronExpression.isValidExpression(at)) {
                throw new UserException(
                        "config/subscriptions.yml: schedule \"" + name + "\" is at \"" + at + "\", which is no cron"
                                + " expression. Write six fields, seconds first (\"0 0 7 * * MON\" = Mondays at 07:00).");
            }
            if (DateRange.named(range, LocalDate.EPOCH).isEmpty()) {
                throw new UserException("config/subscriptions.yml: schedule \"" + name + "\" has the range \"" + range
                        + "\". Use one of: yesterday, last-week, last-month, today, this-week, this-month.");
            }
            try {
                new ReportScope(DateRange.of(LocalDate.EPOCH), products, subAccounts);
            } catch (UserException e) {
                throw new UserException("config/subscriptions.yml: schedule \"" + name + "\": " + e.getMessage(), e);
            }
        }

        /** What its reports are about where it is due on this day. */
        public ReportScope scopeOn(LocalDate due) {
            return new ReportScope(DateRange.named(range, due).orElseThrow(), products, subAccounts);
        }
    }

    /**
     * Readers of a workbook.
     *
     * @param name tells them from others, also from what was sent before: keep it
     * @param to e-mail addresses
     * @param also more files of the edition, such as {@code outcome-breakdown.csv}
     * @param folder where copies are put; null for none
     * @param sftp the server to which they are uploaded; null for none
     * @param schedules whose reports these get, and corrections of them; none for the reports of every other run
     * @param whenEmpty what is done with an edition without any session
     */
    public record Recipient(
            String name,
            String workbook,
            @DefaultValue List<String> also,
            @DefaultValue List<String> to,
            @Nullable String folder,
            @Nullable SftpServer sftp,
            @DefaultValue List<String> schedules,
            @DefaultValue("SEND") WhenEmpty whenEmpty) {

        /** What they get, the workbook first. */
        public List<String> files() {
            return Stream.concat(Stream.of(workbook), also.stream()).toList();
        }

        private long ways() {
            return Stream.of(!to.isEmpty(), folder != null, sftp != null)
                    .filter(way -> way)
                    .count();
        }
    }

    /**
     * Where files are uploaded by SFTP.
     *
     * @param hostKey the server's, as {@code ssh-keyscan} prints it after the host's name: type and key
     * @param password null where a key is used
     * @param privateKey file of the key; null where a password is used
     * @param passphrase of the private key; null for none
     * @param folder on the server
     */
    public record SftpServer(
            String host,
            @DefaultValue("22") int port,
            String user,
            String hostKey,
            @Nullable String password,
            @Nullable Path privateKey,
            @Nullable String passphrase,
            @DefaultValue(".") String folder) {

        /** Without what is secret. */
        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + folder;
        }
    }

    /** What is done with an edition without any session. */
    public enum WhenEmpty {
        /** It goes out as any other. */
        SEND,
        /** Nothing goes out. */
        SKIP
    }

    public SubscriptionProperties {
        SettingCheck.atLeast("vss.subscription.attempts", attempts, 1);
        var scheduled = schedules.stream().map(Schedule::name).toList();
        if (scheduled.size() > Set.copyOf(scheduled).size()) {
            throw new UserException(
                    "config/subscriptions.yml: two schedules have the same name. Give each a name of its own.");
        }
        var names = new HashSet<String>();
        for (var recipient : recipients) {
            if (!names.add(recipient.name())) {
                throw new UserException("config/subscriptions.yml: two recipients are called \"" + recipient.name()
                        + "\". Give each a name of its own.");
            }
            if (recipient.ways() != 1) {
                throw new UserException("config/subscriptions.yml: recipient \"" + recipient.name()
                        + "\" wants one of \"to\" (e-mail addresses), \"folder\" and \"sftp\".");
            }
            if (!scheduled.containsAll(recipient.schedules())) {
                throw new UserException(
                        "config/subscriptions.yml: recipient \"" + recipient.name() + "\" names schedules "
                                + recipient.schedules() + ", but there are: " + scheduled
                                + ". Add what lacks under \"schedules\".");
            }
        }
    }
}
