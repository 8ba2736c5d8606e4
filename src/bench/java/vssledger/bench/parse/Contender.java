package vssledger.bench.parse;

/** One that is measured, in a process of its own: it takes all deliveries of a database to its tables. */
@FunctionalInterface
interface Contender {

    void parse(String url) throws Exception;
}
