package vssledger.eightxeight;

import org.jspecify.annotations.Nullable;

/**
 * Whether 8x8 sends a subaccount's session summaries here.
 *
 * @param product code of the product that config/products.yml gives it; null for none
 * @param url where its webhook should point
 * @param registered what 8x8 has; null where it has none, or could not be asked
 * @param problem what is wrong, and what to do; null where all is right
 */
public record WebhookCheck(
        String subAccountId,
        @Nullable String product,
        State state,
        String url,
        @Nullable Webhook registered,
        @Nullable String problem) {

    /** How it is registered. */
    public enum State {
        /** With our URL, and enabled. */
        REGISTERED,
        NOT_REGISTERED,
        DISABLED,
        /** With another URL than ours. */
        ELSEWHERE,
        /** With our URL, but without the header that the endpoint asks for. */
        WITHOUT_HEADER,
        /** 8x8 does not take the API key. */
        KEY_REFUSED,
        /** 8x8 did not tell. */
        UNKNOWN
    }

    public boolean isRight() {
        return state == State.REGISTERED;
    }
}
