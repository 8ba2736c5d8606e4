package vssledger.subscription;

import vssledger.subscription.SubscriptionProperties.Recipient;

/** A way to a recipient. */
public interface DispatchChannel {

    boolean serves(Recipient recipient);

    /**
     * Returns once it is there.
     *
     * @throws RuntimeException saying why it is not
     */
    void send(ReadyEdition edition, Recipient recipient);
}
