package vssledger.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vssledger.platform.Product;

/** How a session goes: which legs it has, who calls whom, and how it ends. */
final class SessionScript {

    private final SeededRandom chance;

    SessionScript(SeededRandom chance) {
        this.chance = chance;
    }

    SampleSession play(SubAccount subAccount, Instant start) {
        return play(subAccount, start, chance.weighted(subAccount.outcomes()));
    }

    SampleSession play(SubAccount subAccount, Instant start, String status) {
        var legs = legs(subAccount, start, status);
        var end = legs.stream()
                .map(SampleLeg::disconnectedAt)
                .max(Comparator.naturalOrder())
                .orElse(start)
                .plusSeconds(legs.isEmpty() ? 0 : 1);
        return new SampleSession(
                subAccount.product(),
                subAccount.id(),
                chance.uuid(start),
                subAccount.product() == Product.IVR && !subAccount.inbound()
                        ? "reminder-" + chance.between(100_000, 999_999) + "-" + start.getEpochSecond()
                        : null,
                status,
                start,
                end,
                lastAction(subAccount, status),
                status.equals("ERROR") ? ErrorText.any(chance) : null,
                legs);
    }

    private List<SampleLeg> legs(SubAccount subAccount, Instant start, String status) {
        if (status.equals("UNSUBSCRIBED_CONTACT") || (status.equals("ERROR") && chance.percent(50))) {
            return List.of();
        }
        var legs = new ArrayList<SampleLeg>();
        var first = start.plusSeconds(chance.between(0, 2));
        if (!subAccount.inbound()) {
            legs.add(leg(subAccount, "A", false, first, legStatus(status)));
        } else if (subAccount.product() == Product.NUMBER_MASKING) {
            legs.add(leg(subAccount, "A", true, first, status.equals("CANCELED") ? "CANCELED" : "COMPLETED"));
            if (!status.equals("COMPLETED") || chance.percent(97)) { // else the caller hung up before
                legs.add(leg(subAccount, "B", false, first.plusSeconds(chance.between(1, 4)), legStatus(status)));
            }
        } else {
            legs.add(leg(subAccount, "A", true, first, status.equals("CANCELED") ? "CANCELED" : "COMPLETED"));
            if (!status.equals("COMPLETED") || chance.percent(35)) { // put through to an agent
                legs.add(leg(subAccount, "B", false, first.plusSeconds(chance.between(15, 60)), legStatus(status)));
            }
        }
        return List.copyOf(legs);
    }

    /** Of the leg that a session's status follows from. */
    private static String legStatus(String status) {
        return status.startsWith("COMPLETED") ? "COMPLETED" : status;
    }

    private SampleLeg leg(SubAccount subAccount, String letter, boolean inbound, Instant initiated, String status) {
        var answered = status.equals("COMPLETED");
        var ring = switch (status) {
            case "NO_ANSWER" -> chance.between(25, 45);
            case "CANCELED" -> chance.between(3, 20);
            case "COMPLETED" -> chance.between(1, 14);
            default -> chance.between(0, 4);
        };
        var seconds = answered ? 4 + chance.seconds(subAccount.product() == Product.VOICE_MESSAGING ? 25 : 85) : 0;
        var other = subAccount.country().number(chance);
        var own = ownNumber(subAccount);
        return new SampleLeg(
                letter,
                chance.uuid(initiated),
                inbound,
                subAccount.product() == Product.OTHER ? "VOIP" : "PSTN",
                initiated,
                answered ? initiated.plusSeconds(ring) : null,
                initiated.plusSeconds(ring + seconds),
                inbound ? other : own,
                subAccount.country(),
                inbound ? own : other,
                subAccount.country(),
                status,
                seconds,
                answered && chance.percent(80) ? chance.between(28, 45) : null);
    }

    private static String ownNumber(SubAccount subAccount) {
        return "+" + subAccount.country().diallingCode() + "60000" + subAccount.virtualNumber();
    }

    private String lastAction(SubAccount subAccount, String status) {
        if (!status.startsWith("COMPLETED")) {
            return "MAKE_CALL";
        }
        return switch (subAccount.product()) {
            case IVR -> chance.of(List.of("SAY_AND_CAPTURE", "HANGUP", "PLAY_FILE"));
            case VOICE_MESSAGING -> chance.of(List.of("PLAY_TTS", "SAY", "PLAY_FILE"));
            default -> "HANGUP";
        };
    }
}
