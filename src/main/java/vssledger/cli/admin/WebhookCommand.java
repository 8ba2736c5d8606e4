package vssledger.cli.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.Question;
import vssledger.cli.text.TextTable;
import vssledger.eightxeight.Webhook;
import vssledger.eightxeight.Webhooks;
import vssledger.platform.UserException;

@Command(
        name = "webhook",
        description =
                "The webhooks of your subaccounts at 8x8. The API key is VSS_EIGHTXEIGHT_KEY, or in vss.eightxeight.key-file.",
        subcommands = {
            WebhookCommand.Listing.class,
            WebhookCommand.Create.class,
            WebhookCommand.Delete.class,
            WebhookCommand.Verify.class
        })
public final class WebhookCommand extends CommandGroup {

    /** Without the database, which none of this is about. */
    private static Ledger open(CommandSpec spec) {
        return Ledger.with(spec).open();
    }

    /** {@code --subaccount}, once or several times. */
    private static final class Chosen {

        @Option(
                names = "--subaccount",
                split = ",",
                paramLabel = "S",
                description = "Of these subaccounts. Default: all of config/products.yml and"
                        + " vss.eightxeight.sub-accounts.")
        private List<String> subAccounts = List.of();

        List<String> of(Webhooks webhooks) {
            var chosen = subAccounts.isEmpty() ? webhooks.subAccounts() : subAccounts;
            if (chosen.isEmpty()) {
                throw new UserException(
                        "Of which subaccounts? Name them with --subaccount, or in config/products.yml.");
            }
            return chosen;
        }
    }

    @Command(name = "list", description = "Lists the webhooks that 8x8 has, of every type.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final Chosen chosen = new Chosen();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        private record OfSubAccount(String subAccountId, List<Webhook> webhooks) {}

        @Override
        public Integer call() {
            try (var ledger = open(spec)) {
                var webhooks = ledger.the(Webhooks.class);
                var all = new ArrayList<OfSubAccount>();
                for (var id : chosen.of(webhooks)) {
                    all.add(new OfSubAccount(id, webhooks.list(id)));
                }
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(all, out);
                } else {
                    var table = new TextTable("subaccount", "type", "url", "", "auth header");
                    all.forEach(of -> of.webhooks()
                            .forEach(one -> table.row(
                                    of.subAccountId(),
                                    one.type(),
                                    one.url(),
                                    one.enabled() ? "enabled" : "disabled",
                                    one.httpAuthHeaderAvailable() ? "yes" : "no")));
                    all.stream()
                            .filter(of -> of.webhooks().isEmpty())
                            .forEach(of -> table.row(of.subAccountId(), "none", "", "", ""));
                    table.print(out);
                    out.flush();
                }
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "create",
            description = {
                "Registers a subaccount's webhook, so that 8x8 posts its session summaries to this ledger. It asks before it replaces another",
                "URL, which then gets no summaries any more."
            })
    static final class Create implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--subaccount", required = true, paramLabel = "S", description = "Of this subaccount.")
        @SuppressWarnings("NullAway.Init")
        private String subAccount;

        @Option(
                names = "--url",
                paramLabel = "U",
                description =
                        "The URL to post to. Default: vss.eightxeight.webhook-url with /voice/webhooks/vss and the product"
                                + " that config/products.yml gives the subaccount.")
        private @Nullable String url;

        @Option(
                names = "--auth-header",
                interactive = true,
                arity = "0..1",
                paramLabel = "V",
                description =
                        "The authentication header that 8x8 will send; without a value the command asks for it. Default:"
                                + " the first of vss.capture.auth.values, which the endpoint asks for.")
        private @Nullable String authHeader;

        @Option(names = "--yes", description = "Replace another URL without asking.")
        private boolean yes;

        @Option(names = "--dry-run", description = "Change nothing; show what would be done.")
        private boolean dryRun;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        /** As JSON; without the header, which is secret. */
        private record Created(
                String subAccountId, String url, @Nullable String replacedUrl, boolean authHeader, String result) {}

        @Override
        public Integer call() {
            try (var ledger = open(spec)) {
                var webhooks = ledger.the(Webhooks.class);
                var planned = webhooks.plan(subAccount, url, authHeader);
                if (!planned.isThere() && !dryRun) {
                    if (!mayReplace(planned)) {
                        throw new UserException("Nothing is changed: " + subAccount + " posts to "
                                + planned.replaced().orElse("") + " as before.");
                    }
                    webhooks.register(planned);
                }
                tell(planned, planned.isThere() ? "unchanged" : dryRun ? "would be registered" : "registered");
                return VssCommand.DONE;
            }
        }

        private boolean mayReplace(Webhooks.Registration planned) {
            var replaced = planned.replaced();
            return yes
                    || replaced.isEmpty()
                    || Question.isAnsweredYes(
                            subAccount + " posts to " + replaced.get() + ". Replace that by " + planned.url() + "?",
                            subAccount + " posts to " + replaced.get() + ", and nobody can be asked whether that is to"
                                    + " be replaced by " + planned.url() + ". If it is, add --yes.");
        }

        private void tell(Webhooks.Registration planned, String result) {
            var out = spec.commandLine().getOut();
            if (json) {
                Json.print(
                        new Created(
                                subAccount,
                                planned.url(),
                                planned.replaced().orElse(null),
                                planned.authHeader() != null,
                                result),
                        out);
                return;
            }
            out.println(subAccount + ": " + result + ": " + planned.url()
                    + (planned.authHeader() == null ? "" : ", with an authentication header")
                    + planned.replaced().map(other -> ", in place of " + other).orElse("")
                    + (planned.isEnabledAgain() ? ", which was disabled" : "")
                    + (planned.dropsHeader() ? ", without the authentication header that 8x8 sent before" : ""));
            out.flush();
        }
    }

    @Command(
            name = "delete",
            description = {
                "Deletes a subaccount's VSS webhook at 8x8, so that no session summaries come any more. It asks before it deletes a URL that",
                "is not this ledger's."
            })
    static final class Delete implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--subaccount", required = true, paramLabel = "S", description = "Of this subaccount.")
        @SuppressWarnings("NullAway.Init")
        private String subAccount;

        @Option(names = "--yes", description = "Delete a URL that is not this ledger's without asking.")
        private boolean yes;

        @Option(names = "--dry-run", description = "Change nothing; show what would be done.")
        private boolean dryRun;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        /**
         * As JSON.
         *
         * @param ours whether its URL is this ledger's
         */
        private record Deleted(
                String subAccountId, @Nullable Webhook webhook, boolean ours, String result) {}

        @Override
        public Integer call() {
            try (var ledger = open(spec)) {
                var webhooks = ledger.the(Webhooks.class);
                var there = webhooks.find(subAccount);
                var isOurs = there.isPresent() && webhooks.isOurs(there.get().url());
                var whose = there.isEmpty() || isOurs ? "" : ", which is not this ledger's" + own(webhooks);
                if (there.isPresent() && !dryRun) {
                    if (!isOurs && !mayDelete(there.get(), whose)) {
                        throw new UserException("Nothing is changed: " + subAccount + " posts to "
                                + there.get().url() + " as before.");
                    }
                    webhooks.delete(subAccount);
                }
                var result = there.isEmpty() ? "has no VSS webhook" : dryRun ? "would be deleted" : "deleted";
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(new Deleted(subAccount, there.orElse(null), isOurs, result), out);
                } else {
                    out.println(subAccount + ": " + result
                            + there.map(webhook -> ": " + webhook.url()).orElse("")
                            + whose);
                    out.flush();
                }
                return VssCommand.DONE;
            }
        }

        private String own(Webhooks webhooks) {
            return webhooks.ownUrl(subAccount)
                    .map(url -> " (" + url + ")")
                    .orElse(", as far as the ledger knows: vss.eightxeight.webhook-url is not set");
        }

        private boolean mayDelete(Webhook there, String whose) {
            var posts = subAccount + " posts to " + there.url() + (there.enabled() ? "" : " (disabled)") + whose;
            return yes
                    || Question.isAnsweredYes(
                            posts + ". Delete it?",
                            posts + ", and nobody can be asked whether it is to be deleted. If it is, add --yes.");
        }
    }

    @Command(
            name = "verify",
            description = {
                "Checks whether 8x8 sends the session summaries of all subaccounts here: registered, enabled, with our URL, and with",
                "the header that the endpoint requires. Exits with 1 if something is wrong, and says what to do."
            })
    static final class Verify implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final Chosen chosen = new Chosen();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = open(spec)) {
                var webhooks = ledger.the(Webhooks.class);
                var checks = webhooks.check(chosen.of(webhooks));
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(checks, out);
                } else {
                    var table = new TextTable("subaccount", "state", "url", "");
                    checks.forEach(check -> table.row(
                            check.subAccountId(),
                            check.state(),
                            check.url(),
                            check.problem() == null ? "" : check.problem()));
                    table.print(out);
                    out.flush();
                }
                return checks.stream().allMatch(check -> check.isRight()) ? VssCommand.DONE : VssCommand.FAILED;
            }
        }
    }
}
