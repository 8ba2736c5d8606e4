package vssledger.fact;

/**
 * What a code means.
 *
 * @param liesWith who can change it: nobody, subscriber, caller, network, sender, 8x8 or unknown
 * @param meaning a few words
 * @param remedy sentences that say what to do
 * @param retryable whether another try as it is makes sense
 */
public record Code(CodeFamily family, int code, String liesWith, String meaning, String remedy, boolean retryable) {}
