package vssledger.worker;

/** A partition could not be done: the message says why, in one line or in all that the user is told. */
public final class PartitionFailedException extends RuntimeException {

    PartitionFailedException(String why) {
        super(why);
    }
}
