package vssledger.deliver;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.unit.DataSize;
import vssledger.platform.DateRange;
import vssledger.platform.UserError;

/**
 * Who gets which reports, of {@code config/delivery.yml}.
 *
 * @param from sender of e-mails
 * @param maxAttachment a larger workbook is not attached: the mail says where it lies
 * @param attempts after so many that failed a delivery is given up
 * @param ops who is told what operations have to know
 * @param schedules times at which reports are made and sent, beside the nightly run
 */
@ConfigurationProperties("vss.deliver")
public record DeliverProperties(
        @DefaultValue("vss-ledger@localhost") String from,
        @DefaultValue("10MB") DataSize maxAttachment,
        @DefaultValue("8") int attempts,
        @DefaultValue Ops ops,
        @DefaultValue List<Schedule> schedules,
        @DefaultValue List<Recipient> recipients) {

    /**
     * Who is told that a run failed or is late, or that a delivery was given up.
     *
     * @param to e-mail addresses
     * @param webhook takes a POST with JSON whose {@code text} says it; null for none
     */
    public record Ops(
            @DefaultValue List<String> to, @Nullable URI webhook) {}

    /**
     * When reports are made, and of which days.
     *
     * @param at cron expression of six fields, seconds first
     * @param zone in which it is meant, and in which its range is seen; null for the report time zone
     * @param range a name that {@link DateRange#named} knows, as seen on the day at which it is due
     */
    public record Schedule(
            String name,
            String at,
            @Nullable ZoneId zone,
            @DefaultValue("yesterday") String range) {

        public Schedule {
            if (!CronExpression.isValidExpression(at)) {
                throw new UserError(
                        "config/delivery.yml: schedule \"" + name + "\" is at \"" + at + "\", which is no cron"
                                + " expression. Write six fields, seconds first (\"0 0 7 * * MON\" = Mondays at 07:00).");
            }
            if (DateRange.named(range, LocalDate.EPOCH).isEmpty()) {
                throw new UserError("config/delivery.yml: schedule \"" + name + "\" has the range \"" + range
                        + "\". Use one of: yesterday, last-week, last-month, today, this-week, this-month.");
            }
        }

        /** The days it is about where it is due on this one. */
        public DateRange rangeOn(LocalDate due) {
            return DateRange.named(range, due).orElseThrow();
        }
    }

    /**
     * Readers of a workbook.
     *
     * @param name tells them from others, also from what was sent before: keep it
     * @param to e-mail addresses
     * @param folder where a copy is put; null for none
     * @param schedules whose reports these get, and corrections of them; none for the reports of every other run
     * @param whenEmpty what is done with an edition without any session
     */
    public record Recipient(
            String name,
            String workbook,
            @DefaultValue List<String> to,
            @Nullable String folder,
            @DefaultValue List<String> schedules,
            @DefaultValue("SEND") WhenEmpty whenEmpty) {}

    /** What is done with an edition without any session. */
    public enum WhenEmpty {
        /** It goes out as any other. */
        SEND,
        /** Nothing goes out. */
        SKIP
    }

    public DeliverProperties {
        var scheduled = schedules.stream().map(Schedule::name).toList();
        if (scheduled.size() > Set.copyOf(scheduled).size()) {
            throw new UserError("config/delivery.yml: two schedules have the same name. Give each a name of its own.");
        }
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
            if (!scheduled.containsAll(recipient.schedules())) {
                throw new UserError("config/delivery.yml: recipient \"" + recipient.name() + "\" names schedules "
                        + recipient.schedules() + ", but there are: " + scheduled
                        + ". Add what lacks under \"schedules\".");
            }
        }
    }
}
