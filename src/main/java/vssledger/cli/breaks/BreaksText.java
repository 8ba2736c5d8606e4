package vssledger.cli.breaks;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.cli.text.TextTable;
import vssledger.reconcile.breaks.AgeingBucket;
import vssledger.reconcile.breaks.BilledLines.BilledLine;
import vssledger.reconcile.breaks.Break;

/** Breaks, for a person at a terminal. */
final class BreaksText {

    private static final String NOT_KNOWN = "not known";

    private BreaksText() {}

    static void list(List<Break> breaks, List<AgeingBucket> ageing, PrintWriter out) {
        if (ageing.isEmpty()) {
            out.println("No break waits for a decision.");
        } else {
            out.println("Waiting for a decision, by age in days (at stake: positive = billed too much)");
            var table = new TextTable("age", "breaks", "at stake", "");
            ageing.forEach(bucket -> table.row(
                    bucket.age(),
                    bucket.breaks(),
                    bucket.amountAtStake(),
                    bucket.amountAtStake() == null ? "without an amount" : bucket.currency()));
            table.print(out);
            if (ageing.stream().anyMatch(bucket -> bucket.amountAtStake() == null)) {
                out.println("  Without an amount: no money depends on the break, or the amount is not known" + " ("
                        + NOT_KNOWN + ").");
            }
        }
        if (!breaks.isEmpty()) {
            out.println();
            var table = new TextTable(
                    "break",
                    "day",
                    "age",
                    "kind",
                    "state",
                    "at stake",
                    "",
                    "expected or billed",
                    "received or due",
                    "subaccount",
                    "session",
                    "call");
            breaks.forEach(one -> table.row(
                    Long.toString(one.id()),
                    one.businessDay(),
                    one.ageDays() + " d",
                    one.kind(),
                    one.state(),
                    one.amountAtStake(),
                    one.amountAtStake() != null ? one.currency() : one.isAmountUnknown() ? NOT_KNOWN : "",
                    one.expectedValue(),
                    one.actualValue(),
                    one.subAccountId(),
                    one.sessionId() == null ? "request " + one.clientRequestId() : one.sessionId(),
                    one.callId()));
            table.print(out);
        }
        out.flush();
    }

    static void show(Break.WithHistory shown, PrintWriter out) {
        var one = shown.found();
        out.println("Break " + one.id() + ": " + one.kind() + ", " + one.state() + ", " + one.ageDays() + " days old");
        out.println();
        new TextTable("", "")
                .row("business day", one.businessDay())
                .row("product", one.product())
                .row("subaccount", one.subAccountId())
                .row("session", one.sessionId())
                .row("client request", one.clientRequestId())
                .row("call", one.callId())
                .row("source", one.source())
                .row(one.expectedLabel(), one.expectedValue())
                .row(one.actualLabel(), one.actualValue())
                .row("at stake", one.isAmountUnknown() ? NOT_KNOWN : money(one.amountAtStake(), one.currency()))
                .row("first seen", one.firstSeen())
                .row("last seen", one.lastSeen())
                .print(out);
        out.println();
        if (!shown.lines().isEmpty()) {
            out.println("As it was billed");
            lines(shown.lines()).print(out);
            out.println();
        }
        if (!shown.codes().isEmpty()) {
            out.println("Codes of its session");
            var codes = new TextTable("kind", "call", "code", "message", "meaning, and what to do");
            shown.codes()
                    .forEach(code -> codes.row(
                            code.family(),
                            code.callId(),
                            code.code(),
                            code.message(),
                            code.inWords()
                                    + (Boolean.TRUE.equals(code.retryable())
                                            ? " Another try as it is makes sense."
                                            : "")));
            codes.print(out);
            out.println();
        }
        var table = new TextTable("when", "who", "state", one.expectedLabel(), one.actualLabel(), "at stake", "note");
        shown.history()
                .forEach(event -> table.row(
                        event.at(),
                        event.who() == null ? "run " + event.runId() : event.whoInWords(),
                        event.fromState() == null || event.fromState() == event.toState()
                                ? event.toState()
                                : event.fromState() + " → " + event.toState(),
                        event.expectedValue(),
                        event.actualValue(),
                        money(event.amountAtStake(), event.currency()),
                        event.note()));
        table.print(out);
        out.flush();
    }

    private static TextTable lines(List<BilledLine> lines) {
        var table = new TextTable(
                "line",
                "call",
                "seconds billed",
                "received",
                "billable",
                "increment",
                "unit",
                "price per unit",
                "total price",
                "");
        lines.forEach(line -> table.row(
                line.line(),
                line.callId(),
                line.billedSeconds(),
                line.receivedSeconds(),
                line.billableSeconds(),
                line.increment(),
                line.billingUnit(),
                line.unitPrice(),
                line.totalPrice(),
                line.currency()));
        return table;
    }

    private static String money(@Nullable BigDecimal amount, @Nullable String currency) {
        return Stream.of(
                        amount == null ? "" : amount.toPlainString(),
                        amount == null || currency == null ? "" : currency)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
