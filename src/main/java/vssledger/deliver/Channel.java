package vssledger.deliver;

import vssledger.deliver.DeliverProperties.Recipient;

/** A way to a recipient. */
interface Channel {

    boolean serves(Recipient recipient);

    /** Returns once it is there. @throws RuntimeException saying why it is not */
    void send(ReadyEdition edition, Recipient recipient);
}
