package vssledger.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import vssledger.platform.Product;

/** A subaccount of the made-up customer: its product, its country, its bill, and what becomes of its sessions. */
enum SubAccount {
    SUPPORT("acme_support_sg", Product.IVR, Country.SG, "SGD", "60+60", 700, true, "111"),
    REMINDERS("acme_reminders_sg", Product.IVR, Country.SG, "SGD", "60+60", 900, false, "122"),
    CAMPAIGN_ID("acme_campaign_id", Product.VOICE_MESSAGING, Country.ID, "SGD", "30+6", 800, false, "133"),
    CAMPAIGN_MY("acme_campaign_my", Product.VOICE_MESSAGING, Country.MY, "USD", "30+6", 480, false, "144"),
    DELIVERY("acme_delivery_sg", Product.NUMBER_MASKING, Country.SG, "SGD", "1+1", 700, true, "155"),
    RIDES("acme_rides_ph", Product.NUMBER_MASKING, Country.PH, "SGD", "1+1", 380, true, "166"),
    SIP("acme_sip", Product.OTHER, Country.TH, "SGD", "6+6", 60, false, "177");

    private final String id;
    private final Product product;
    private final Country country;
    private final String currency;
    private final String increment;
    private final int weight;
    private final boolean inbound;
    private final String virtualNumber;

    SubAccount(
            String id,
            Product product,
            Country country,
            String currency,
            String increment,
            int weight,
            boolean inbound,
            String virtualNumber) {
        this.id = id;
        this.product = product;
        this.country = country;
        this.currency = currency;
        this.increment = increment;
        this.weight = weight;
        this.inbound = inbound;
        this.virtualNumber = virtualNumber;
    }

    static SubAccount of(SampleSession session) {
        for (var subAccount : values()) {
            if (subAccount.id.equals(session.subAccountId())) {
                return subAccount;
            }
        }
        throw new IllegalArgumentException(session.subAccountId());
    }

    /** By how much of the traffic each has. */
    static Map<SubAccount, Integer> weights() {
        var weights = new LinkedHashMap<SubAccount, Integer>();
        for (var subAccount : values()) {
            weights.put(subAccount, subAccount.weight);
        }
        return weights;
    }

    String id() {
        return id;
    }

    Product product() {
        return product;
    }

    Country country() {
        return country;
    }

    String currency() {
        return currency;
    }

    /** First and following seconds, as bills write them. */
    String increment() {
        return increment;
    }

    /** Whether callers call in; else the client starts its sessions over the API. */
    boolean inbound() {
        return inbound;
    }

    /** The last digits of the number that stands for the client. */
    String virtualNumber() {
        return virtualNumber;
    }

    /** Sessions of a hundred or so, by the status that they end in. */
    Map<String, Integer> outcomes() {
        var outcomes = new LinkedHashMap<String, Integer>();
        switch (product) {
            case VOICE_MESSAGING -> {
                outcomes.put("COMPLETED", 55);
                outcomes.put("NO_ANSWER", 22);
                outcomes.put("BUSY", 9);
                outcomes.put("FAILED", 5);
                outcomes.put("ERROR", 3);
                outcomes.put("COMPLETED_UNSUBSCRIBED", 3);
                outcomes.put("COMPLETED_UNSUB_ERROR", 1);
                outcomes.put("UNSUBSCRIBED_CONTACT", 2);
            }
            case NUMBER_MASKING -> {
                outcomes.put("COMPLETED", 68);
                outcomes.put("NO_ANSWER", 15);
                outcomes.put("BUSY", 7);
                outcomes.put("FAILED", 4);
                outcomes.put("CANCELED", 4);
                outcomes.put("ERROR", 2);
            }
            default -> {
                outcomes.put("COMPLETED", inbound ? 88 : 59);
                outcomes.put("NO_ANSWER", inbound ? 3 : 21);
                outcomes.put("BUSY", inbound ? 1 : 10);
                outcomes.put("FAILED", 4);
                outcomes.put("CANCELED", 2);
                outcomes.put("ERROR", 3);
            }
        }
        return outcomes;
    }
}
