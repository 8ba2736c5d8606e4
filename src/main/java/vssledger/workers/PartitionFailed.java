package vssledger.workers;

/** A partition could not be done: the message says why, in one line or in all that the user is told. */
public final class PartitionFailed extends RuntimeException {

    PartitionFailed(String why) {
        super(why);
    }
}
