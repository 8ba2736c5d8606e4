package vssledger;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. */
@SpringBootApplication
public class VssLedger {

    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
