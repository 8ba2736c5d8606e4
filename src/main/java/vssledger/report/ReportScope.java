package vssledger.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vssledger.platform.DateRange;
import vssledger.platform.Ids;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.text.DisplayNames;
import vssledger.platform.text.Sha256;

/**
 * What reports are about: the sessions of some business days, of all products and subaccounts or of some.
 *
 * @param products their codes, in order; none for all
 * @param subAccounts their ids, in order; none for all
 */
public record ReportScope(@JsonUnwrapped DateRange range, List<String> products, List<String> subAccounts)
        implements Comparable<ReportScope> {

    private static final Comparator<ReportScope> ORDER = Comparator.comparing(
                    (ReportScope scope) -> scope.range().from())
            .thenComparing(scope -> scope.range().to())
            .thenComparing(ReportScope::narrowedTo);

    private static final String PRODUCT = "product:";
    private static final String SUB_ACCOUNT = "sub-account:";
    private static final int LONGEST_NAME = 100;

    /** @throws UserException if there is no such product, or no subaccount can have this id */
    public ReportScope {
        products = products.stream().distinct().sorted().toList();
        subAccounts = subAccounts.stream()
                .map(id -> Ids.key(id.strip()))
                .distinct()
                .sorted()
                .toList();
        products.forEach(Product::of);
        for (var id : subAccounts) {
            if (!id.matches("[A-Za-z0-9_-]+")) {
                throw new UserException(
                        "\"" + id + "\" is no subaccount's id: these have letters, digits, _ and - only.");
            }
        }
    }

    /** Everything of these days. */
    public static ReportScope of(DateRange range) {
        return new ReportScope(range, List.of(), List.of());
    }

    /** The scope of which {@link #narrowedTo()} says this. */
    public static ReportScope of(DateRange range, String narrowedTo) {
        return new ReportScope(range, words(narrowedTo, PRODUCT), words(narrowedTo, SUB_ACCOUNT));
    }

    public boolean isNarrowed() {
        return !products.isEmpty() || !subAccounts.isEmpty();
    }

    /** As tables keep it: {@code product:ivr sub-account:acme}; empty for all. */
    public String narrowedTo() {
        return Stream.concat(
                        products.stream().map(PRODUCT::concat),
                        subAccounts.stream().map(SUB_ACCOUNT::concat))
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(String narrowedTo, String kind) {
        return Stream.of(narrowedTo.split(" "))
                .filter(word -> word.startsWith(kind))
                .map(word -> word.substring(kind.length()))
                .toList();
    }

    /** For people: {@code 2026-11-01 to 2026-11-30}, and where it is narrowed {@code , IVR, acme} behind it. */
    public String inWords() {
        return Stream.concat(
                        Stream.of(range.inWords()),
                        Stream.concat(products.stream().map(DisplayNames::of), subAccounts.stream()))
                .collect(Collectors.joining(", "));
    }

    /** As folders are named: {@code 2026-11-01_2026-11-30}, narrowed {@code 2026-11-01_2026-11-30_ivr_acme}. */
    @Override
    public String toString() {
        if (!isNarrowed()) {
            return range.toString();
        }
        var name = (products.isEmpty() ? "all" : String.join("+", products))
                + (subAccounts.isEmpty() ? "" : "_" + String.join("+", subAccounts));
        if (name.length() > LONGEST_NAME) {
            var hash = HexFormat.of().formatHex(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
            name = products.size() + "+" + subAccounts.size() + "_" + hash.substring(0, 16);
        }
        return range + "_" + name;
    }

    @Override
    public int compareTo(ReportScope other) {
        return ORDER.compare(this, other);
    }
}
