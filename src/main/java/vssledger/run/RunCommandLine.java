package vssledger.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vssledger.run.RunRequest.Part;
import vssledger.run.RunRequest.Which;

/** A request as one would type it. */
final class RunCommandLine {

    private RunCommandLine() {}

    /** Options and their values; those that are as usual are left out. */
    static Map<String, String> options(RunRequest request) {
        var options = new LinkedHashMap<String, String>();
        if (!request.late()) {
            options.put("--from", request.range().from().toString());
            options.put("--to", request.range().to().toString());
        }
        if (!request.which().equals(Set.of(Which.MISSING, Which.FAILED, Which.STALE))) {
            options.put("--which", names(request.which()));
        }
        if (request.product() != null) {
            options.put("--product", request.product().code());
        }
        if (request.only().size() < Part.values().length) {
            options.put("--only", names(request.only()));
        }
        if (request.reparse()) {
            options.put("--reparse", "");
        }
        if (request.sending() != RunRequest.Sending.ONCE) {
            options.put(request.sending() == RunRequest.Sending.NONE ? "--no-send" : "--resend", "");
        }
        if (request.order().newestFirst()) {
            options.put("--newest-first", "");
        }
        if (request.order().parallel() > 0) {
            options.put("--parallel", Integer.toString(request.order().parallel()));
        }
        return options;
    }

    /** Such as {@code vss run --from 2026-03-02 --to 2026-03-02 --only export}. */
    static String of(RunRequest request) {
        return "vss run"
                + options(request).entrySet().stream()
                        .map(option ->
                                " " + option.getKey() + (option.getValue().isEmpty() ? "" : " " + option.getValue()))
                        .collect(Collectors.joining());
    }

    private static String names(Set<? extends Enum<?>> values) {
        return values.stream()
                .sorted()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
