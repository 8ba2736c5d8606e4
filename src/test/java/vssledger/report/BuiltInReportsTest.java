package vssledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.FactRows.aSession;
import static vssledger.testing.FactRows.result;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each report that comes with the ledger says, to the byte. */
class BuiltInReportsTest {

    private ReportFixture reports;

    @BeforeEach
    void open(@TempDir Path home) {
        reports = new ReportFixture(home, "UTC");
    }

    @AfterEach
    void close() {
        reports.close();
    }

    @Test
    void outcomesHaveEveryStatusThatOccursWithItsShareOfDayProductAndSubaccount() throws IOException {
        aSession("a").callSeconds(23).insert(reports.jdbc);
        aSession("b").callSeconds(40).insert(reports.jdbc);
        aSession("c").status("BUSY").insert(reports.jdbc);
        aSession("d").subAccount("other").status("RINGING").insert(reports.jdbc);
        aSession("e").product("voice-messaging").insert(reports.jdbc);
        aSession("f").at("2026-11-21T00:00:00Z").insert(reports.jdbc);

        assertThat(reports.csv("outcome-breakdown"))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,session_status,sessions,share,call_seconds",
                        "2026-11-20,ivr,acme,BUSY,1,0.3333,0",
                        "2026-11-20,ivr,acme,COMPLETED,2,0.6667,63",
                        "2026-11-20,ivr,other,RINGING,1,1.0000,0",
                        "2026-11-20,voice-messaging,acme,COMPLETED,1,1.0000,60"));
    }

    @Test
    void errorsAreCountedByCodeAndMessage() throws IOException {
        aSession("a").error(-2004, "No coverage, \"area\"").insert(reports.jdbc);
        aSession("b").error(-2004, "No coverage, \"area\"").insert(reports.jdbc);
        aSession("c").error(null, null).insert(reports.jdbc);
        aSession("d").error(-2001, "=HYPERLINK(1)").status("FAILED").insert(reports.jdbc);
        aSession("e").insert(reports.jdbc);

        assertThat(reports.csv("error-breakdown"))
                .isEqualTo(lines(
                        "business_day,product,error_code,error_message,sessions",
                        "2026-11-20,ivr,-2004,\"No coverage, \"\"area\"\"\",2",
                        "2026-11-20,ivr,-2001,'=HYPERLINK(1),1",
                        "2026-11-20,ivr,,,1"));
    }

    @Test
    void billedAmountsAreNeverAddedAcrossCurrencies() throws IOException {
        result(reports.jdbc, "a", "2026-11-20", "8x8-log-export", "MATCHED", "0.0100 EUR", "0.0250 EUR");
        result(reports.jdbc, "b", "2026-11-20", "8x8-log-export", "MATCHED", "1 EUR", "2.5 USD");
        result(reports.jdbc, "c", "2026-11-20", "8x8-log-export", "MATCHED");
        result(reports.jdbc, "d", "2026-11-20", "callflows", "MISSING_VSS");
        result(reports.jdbc, "e", "2026-11-21", "callflows", "MISSING_VSS");
        result(reports.jdbc, "f", "2026-11-20", "8x8-log-export", "BROKEN", "9 EUR");
        reports.jdbc
                .sql("UPDATE expected.leg SET superseded_by = import_id WHERE session_id = 'f'")
                .update();

        assertThat(reports.csv("reconciliation-summary"))
                .isEqualTo(lines(
                        "business_day,product,source,outcome,sessions,billed_amount,currency",
                        "2026-11-20,ivr,8x8-log-export,BROKEN,1,,",
                        "2026-11-20,ivr,8x8-log-export,MATCHED,2,1.035,EUR",
                        "2026-11-20,ivr,8x8-log-export,MATCHED,1,2.50,USD",
                        "2026-11-20,ivr,8x8-log-export,MATCHED,1,,",
                        "2026-11-20,ivr,callflows,MISSING_VSS,1,,"));
    }

    @Test
    void breaksAreTheColumnsOfTheirTable() throws IOException {
        reports.jdbc
                .sql(
                        "INSERT INTO recon.break (business_day, product, sub_account_id, session_id, call_id, source, kind,"
                                + " expected_value, actual_value, amount_at_stake, currency, first_seen, last_seen) VALUES"
                                + " ('2026-11-20', 'ivr', 'acme', 's1', 'c1', '8x8-log-export', 'DURATION', '24', '23', 0.0010,"
                                + " 'EUR', '2026-11-21 03:00:00.5+00', '2026-11-21 04:00:00+00')")
                .update();

        assertThat(reports.csv("reconciliation-breaks"))
                .isEqualTo(lines(
                        "id,business_day,product,sub_account_id,session_id,call_id,source,kind,expected_value,"
                                + "actual_value,amount_at_stake,currency,state,first_seen,last_seen,client_request_id",
                        "1,2026-11-20,ivr,acme,s1,c1,8x8-log-export,DURATION,24,23,0.001,EUR,OPEN,"
                                + "2026-11-21T03:00:00.5+00:00,2026-11-21T04:00:00+00:00,"));
    }

    @Test
    void retriesAreWhatMayStillSucceed() throws IOException {
        aSession("busy")
                .status("BUSY")
                .leg("INBOUND", "+6568332048", "SG")
                .callTo("+6531589338")
                .insert(reports.jdbc);
        aSession("reached-later").status("NO_ANSWER").callTo("+6511111111").insert(reports.jdbc);
        aSession("reached").at("2026-11-20T11:00:00Z").callTo("+6511111111").insert(reports.jdbc);
        aSession("reached-before")
                .at("2026-11-20T12:00:00Z")
                .status("FAILED")
                .callTo("+6511111111")
                .insert(reports.jdbc);
        aSession("not-by-others")
                .at("2026-11-20T09:00:00Z")
                .subAccount("beta")
                .status("NO_ANSWER")
                .callTo("+6511111111")
                .insert(reports.jdbc);
        aSession("trunk").error(-2010, "Trunk capacity exceeded").insert(reports.jdbc);
        aSession("no-code").error(null, "?").insert(reports.jdbc);
        aSession("no-coverage").error(-2004, "No coverage").insert(reports.jdbc);
        aSession("canceled").status("CANCELED").insert(reports.jdbc);

        assertThat(reports.csv("retry-candidates"))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,session_id,destination,session_status,error_code,why,"
                                + "start_time",
                        "2026-11-20,ivr,acme,busy,+6531589338,BUSY,,The line was busy,2026-11-20T10:00:00+00:00",
                        "2026-11-20,ivr,acme,no-code,,ERROR,,Error without a code: the cause is unknown and may have"
                                + " passed,2026-11-20T10:00:00+00:00",
                        "2026-11-20,ivr,acme,trunk,,ERROR,-2010,All lines of the trunk were taken,"
                                + "2026-11-20T10:00:00+00:00",
                        "2026-11-20,ivr,acme,reached-before,+6511111111,FAILED,,The call could not be put through,"
                                + "2026-11-20T12:00:00+00:00",
                        "2026-11-20,ivr,beta,not-by-others,+6511111111,NO_ANSWER,,Nobody answered,"
                                + "2026-11-20T09:00:00+00:00"));
    }

    @Test
    void busyNoAnswerAndFailedAreByCountryCalledWithTheirShareOfTheProductsDay() throws IOException {
        aSession("a").status("BUSY").callTo("+6531589338").insert(reports.jdbc);
        aSession("b").status("BUSY").leg("OUTBOUND", "+33123456789", "FR").insert(reports.jdbc);
        aSession("c").status("NO_ANSWER").subAccount("beta").insert(reports.jdbc);
        aSession("d").status("FAILED").callTo("+6531589338").insert(reports.jdbc);

        var header = "business_day,product,sub_account_id,destination_country,sessions,share";
        assertThat(reports.csv("busy-breakdown"))
                .isEqualTo(lines(header, "2026-11-20,ivr,acme,FR,1,0.2500", "2026-11-20,ivr,acme,SG,1,0.2500"));
        assertThat(reports.csv("no-answer-breakdown")).isEqualTo(lines(header, "2026-11-20,ivr,beta,,1,0.2500"));
        assertThat(reports.csv("failed-breakdown")).isEqualTo(lines(header, "2026-11-20,ivr,acme,SG,1,0.2500"));
    }

    @Test
    void aDaysOutcomesAddUpToItsSessions() throws IOException {
        aSession("a").insert(reports.jdbc);
        aSession("b")
                .product("voice-messaging")
                .status("COMPLETED_UNSUBSCRIBED")
                .insert(reports.jdbc);
        aSession("c").product("voice-messaging").status("UNSUBSCRIBED_CONTACT").insert(reports.jdbc);
        aSession("d").product("voice-messaging").status("NO_ANSWER").insert(reports.jdbc);

        assertThat(reports.csv("outcomes-by-day"))
                .isEqualTo(lines(
                        "business_day,product,completed,no_answer,busy,canceled,failed,error,other,sessions,answer_rate",
                        "2026-11-20,ivr,1,0,0,0,0,0,0,1,1.0000",
                        "2026-11-20,voice-messaging,1,1,0,0,0,0,1,3,0.3333"));
    }

    @Test
    void dataQualityTellsWhatIsStrange() throws IOException {
        aSession("fine").callTo("+6531589338").insert(reports.jdbc);
        aSession("new-word-2")
                .note("STATUS_UNKNOWN", "sessionStatus")
                .at("2026-11-20T11:00:00Z")
                .insert(reports.jdbc);
        aSession("new-word")
                .note("STATUS_UNKNOWN", "sessionStatus")
                .note("STATUS_UNKNOWN", "callA.callStatus")
                .insert(reports.jdbc);
        aSession("guessed").productDecidedBy("SHAPE").insert(reports.jdbc);
        aSession("another day")
                .note("LEGS_MISSING", "details")
                .at("2026-11-21T10:00:00Z")
                .insert(reports.jdbc);
        unusable(1, "QUARANTINED", "ivr", null);
        unusable(2, "QUARANTINED", "ivr", null);
        unusable(3, "NOT_VSS", null, "CALL_STATUS");
        reports.jdbc
                .sql("INSERT INTO parse.quarantine (delivery_id, reason, detail, quarantined_at, resolved_at) VALUES"
                        + " (1, 'PAYLOAD_MISSING', '', now(), NULL), (2, 'NOT_READABLE', '', now(), now())")
                .update();

        assertThat(reports.csv("data-quality"))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,code,finding,field,cases,example",
                        "2026-11-20,ivr,acme,PRODUCT_GUESSED,Product not told by URL or subaccount,told by: shape,1,guessed",
                        "2026-11-20,ivr,acme,STATUS_UNKNOWN,Status never heard of,callA.callStatus,1,new-word",
                        "2026-11-20,ivr,acme,STATUS_UNKNOWN,Status never heard of,sessionStatus,2,new-word",
                        "2026-11-20,ivr,,PAYLOAD_MISSING,Quarantined: no payload,,1,delivery 1",
                        "2026-11-20,,,CALL_STATUS,Not a session summary: CALL_STATUS,,1,delivery 3"));
    }

    private void unusable(long delivery, String outcome, @Nullable String product, @Nullable String eventType) {
        reports.jdbc
                .sql(
                        "INSERT INTO parse.outcome (delivery_id, outcome, business_day, product, event_type, parser_version,"
                                + " run_id) VALUES (:delivery, :outcome, '2026-11-20', :product, :event, 1, 1)")
                .param("delivery", delivery)
                .param("outcome", outcome)
                .param("product", product)
                .param("event", eventType)
                .update();
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
