package vssledger.report.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;
import static vssledger.testing.FactRows.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.UserException;
import vssledger.report.ReportFixture;
import vssledger.report.ReportScope;

/** What each report that comes with the ledger says, to the byte. */
@Tag("reports")
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
                        "business_day,product,error_code,error_message,sessions,meaning",
                        "2026-11-20,ivr,-2004,\"No coverage, \"\"area\"\"\",2,No coverage for the area",
                        "2026-11-20,ivr,-2001,'=HYPERLINK(1),1,Internal error at 8x8",
                        "2026-11-20,ivr,,,1,"));
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
        aSession("in-vain-at-once") // at the same moment is not later
                .at("2026-11-20T11:00:00Z")
                .status("BUSY")
                .callTo("+6511111111")
                .insert(reports.jdbc);
        aSession("to-nobody").at("2026-11-20T13:00:00Z").insert(reports.jdbc); // says nothing of calls to nobody else
        aSession("no-coverage").error(-2004, "No coverage").insert(reports.jdbc);
        aSession("canceled").status("CANCELED").insert(reports.jdbc);
        aSession("failed-for-good")
                .error(-2008, "Not whitelisted")
                .status("FAILED")
                .insert(reports.jdbc);

        assertThat(reports.csv("retry-candidates"))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,session_id,destination,session_status,error_code,why,"
                                + "start_time,request_id",
                        "2026-11-20,ivr,acme,busy,+6531589338,BUSY,,The line was busy,2026-11-20T10:00:00+00:00,",
                        "2026-11-20,ivr,acme,no-code,,ERROR,,Error without a code: the cause is unknown and may have"
                                + " passed,2026-11-20T10:00:00+00:00,",
                        "2026-11-20,ivr,acme,trunk,,ERROR,-2010,Trunk capacity exceeded,"
                                + "2026-11-20T10:00:00+00:00,",
                        "2026-11-20,ivr,acme,in-vain-at-once,+6511111111,BUSY,,The line was busy,"
                                + "2026-11-20T11:00:00+00:00,",
                        "2026-11-20,ivr,acme,reached-before,+6511111111,FAILED,,The call could not be put through,"
                                + "2026-11-20T12:00:00+00:00,",
                        "2026-11-20,ivr,beta,not-by-others,+6511111111,NO_ANSWER,,Nobody answered,"
                                + "2026-11-20T09:00:00+00:00,"));
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
                        "business_day,product,completed,no_answer,busy,canceled,failed,error,other,sessions,completion_rate",
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
                        "2026-11-20,ivr,acme,PRODUCT_GUESSED,Product known neither by URL nor by subaccount,told by: shape,1,guessed",
                        "2026-11-20,ivr,acme,STATUS_UNKNOWN,Status never heard of,callA.callStatus,1,new-word",
                        "2026-11-20,ivr,acme,STATUS_UNKNOWN,Status never heard of,sessionStatus,2,new-word",
                        "2026-11-20,ivr,,PAYLOAD_MISSING,Quarantined: no payload,,1,delivery 1",
                        "2026-11-20,,,CALL_STATUS,Not a session summary: CALL_STATUS,,1,delivery 3"));
    }

    @Test
    void busyCallsAreToldByHourSubaccountCountryAndVirtualNumber() throws IOException {
        aSession("a").status("BUSY").callTo("+6531589338").insert(reports.jdbc);
        aSession("b").callTo("+6531589338").at("2026-11-20T10:59:59Z").insert(reports.jdbc);
        aSession("c")
                .status("BUSY")
                .at("2026-11-20T11:00:00Z")
                .leg("OUTBOUND", "+33123456789", "FR")
                .insert(reports.jdbc);
        aSession("d").product("number-masking").callTo("+6531589338").insert(reports.jdbc);
        reports.jdbc
                .sql("UPDATE fact.call_leg SET source = '+6560000001' WHERE session_id IN ('a', 'b')")
                .update();
        reports.jdbc
                .sql("UPDATE fact.call_leg SET direction = 'INBOUND' WHERE session_id = 'c'")
                .update();

        assertThat(reports.csv("busy-profile"))
                .isEqualTo(lines(
                        "product,dimension,value,sessions,of_all,share,above_average",
                        "ivr,Hour of day,10:00,1,2,0.5000,",
                        "ivr,Hour of day,11:00,1,1,1.0000,",
                        "ivr,Subaccount,acme,2,3,0.6667,",
                        "ivr,Country called,FR,1,1,1.0000,",
                        "ivr,Country called,SG,1,2,0.5000,",
                        "ivr,Virtual number,+33123456789,1,1,1.0000,",
                        "ivr,Virtual number,+6560000001,1,2,0.5000,"));
    }

    /** Of eight subaccounts five have a row; one call of one is no sign, nine of ten are. */
    @Test
    void aProfileTellsWhereMostAreAndAddsUpTheRest() throws IOException {
        for (var account = 1; account <= 8; account++) {
            for (var n = 0; n < (account == 8 ? 1 : 20 + account); n++) {
                aSession(account + "-" + n)
                        .subAccount("s" + account)
                        .status(account == 8 || n < (account == 7 ? 24 : account) ? "BUSY" : "COMPLETED")
                        .insert(reports.jdbc);
            }
        }

        assertThat(reports.csv("busy-profile").lines().filter(line -> line.contains(",Subaccount,")))
                .containsExactly(
                        "ivr,Subaccount,s3,3,23,0.1304,",
                        "ivr,Subaccount,s4,4,24,0.1667,",
                        "ivr,Subaccount,s5,5,25,0.2000,",
                        "ivr,Subaccount,s6,6,26,0.2308,",
                        "ivr,Subaccount,s7,24,27,0.8889,0.4472",
                        "ivr,Subaccount,All others (3),4,44,0.0909,");
    }

    /** One call of one is no sign, 24 of 27 are: the others have a share, but nothing above the average for certain. */
    @Test
    void whenAndWhereTellsOfEachOutcomeHowFarItIsAboveTheAverage() throws IOException {
        for (var account = 1; account <= 8; account++) {
            for (var n = 0; n < (account == 8 ? 1 : 20 + account); n++) {
                aSession(account + "-" + n)
                        .subAccount("s" + account)
                        .status(account == 8 || n < (account == 7 ? 24 : account) ? "BUSY" : "COMPLETED")
                        .insert(reports.jdbc);
            }
        }
        aSession("late").subAccount("s7").status("NO_ANSWER").insert(reports.jdbc);
        aSession("fine").product("other").insert(reports.jdbc);

        assertThat(reports.csv("when-and-where").lines().filter(line -> !line.contains(",Virtual number,")))
                .containsExactly(
                        "product,dimension,value,sessions,no_answer_share,no_answer_above,busy_share,busy_above,failed_share,"
                                + "failed_above,error_share,error_above",
                        "ivr,Hour of day,10:00,170,0.0059,,0.2706,,0.0000,,0.0000,",
                        "ivr,Subaccount,s3,23,0.0000,,0.1304,,0.0000,,0.0000,",
                        "ivr,Subaccount,s4,24,0.0000,,0.1667,,0.0000,,0.0000,",
                        "ivr,Subaccount,s5,25,0.0000,,0.2000,,0.0000,,0.0000,",
                        "ivr,Subaccount,s6,26,0.0000,,0.2308,,0.0000,,0.0000,",
                        "ivr,Subaccount,s7,28,0.0357,0.0004,0.8571,0.4145,0.0000,,0.0000,",
                        "ivr,Subaccount,All others (3),44,0.0000,,0.0909,,0.0000,,0.0000,",
                        "ivr,Country called,Not known,170,0.0059,,0.2706,,0.0000,,0.0000,");
    }

    @Test
    void countriesTellHowTheirSessionsEnded() throws IOException {
        aSession("a").status("BUSY").callTo("+6531589338").insert(reports.jdbc);
        aSession("b").callTo("+6531589338").insert(reports.jdbc);
        aSession("c").status("CANCELED").callTo("+6531589338").insert(reports.jdbc);
        aSession("d").product("number-masking").status("NO_ANSWER").insert(reports.jdbc);

        assertThat(reports.csv("countries"))
                .isEqualTo(lines(
                        "product,destination_country,sessions,completed,no_answer,no_answer_share,busy,busy_share,failed,"
                                + "failed_share,error,error_share,other",
                        "ivr,SG,3,1,0,0.0000,1,0.3333,0,0.0000,0,0.0000,1",
                        "number-masking,,1,0,1,1.0000,0,0.0000,0,0.0000,0,0.0000,0"));
    }

    @Test
    void errorCodesAreExplained() throws IOException {
        aSession("a").error(-2006, "File not found").insert(reports.jdbc);
        aSession("b").error(-2006, "404").insert(reports.jdbc);
        aSession("c").error(null, null).insert(reports.jdbc);
        aSession("d").error(-1, "?").insert(reports.jdbc);
        aSession("e").insert(reports.jdbc);

        assertThat(reports.csv("error-codes"))
                .isEqualTo(
                        lines(
                                "product,error_code,meaning,what_to_do,sessions,share,another_try",
                                "ivr,-2006,Audio file could not be downloaded,See that the address of the file can be reached"
                                        + " from the internet.,2,0.4000,no",
                                "ivr,-1,Not among the known codes,\"Ask 8x8 support what it means, with a session id.\",1,0.2000,no",
                                "ivr,,Error without a code,\"Ask 8x8 support what it means, with a session id.\",1,0.2000,yes"));
    }

    private void rejected(String key, String account, String time, @Nullable Integer code, @Nullable String message) {
        reports.jdbc
                .sql("""
                        INSERT INTO expected.rejected_request
                            (import_id, line, source, sub_account_id, request_key, client_request_id, business_day, requested_at,
                             product, destination, status_code, status_message)
                        VALUES (1, 1, 'callflows', :account, :key, :key, :time::timestamptz::date, :time::timestamptz,
                                'ivr', '+6511111111', :code, :message)
                        """)
                .param("account", account)
                .param("key", key)
                .param("time", time)
                .param("code", code)
                .param("message", message)
                .update();
    }

    @Test
    void requestsThatNeverBecameASessionAreCountedAndExplained() throws IOException {
        rejected("r1", "acme", "2026-11-20T10:00:00Z", -1011, "Too many destinations");
        rejected("r2", "acme", "2026-11-20T09:00:00Z", -1011, "Too many destinations");
        rejected("r3", "acme", "2026-11-20T09:00:00Z", -1011, "A message of another version");
        rejected("r4", "acme", "2026-11-20T09:00:00Z", -1777, null);
        rejected("r5", "acme", "2026-11-20T09:00:00Z", null, null);
        rejected("r6", "beta", "2026-11-20T09:00:00Z", -9999, "Unknown");
        rejected("r7", "beta", "2026-11-21T09:00:00Z", -9999, "Unknown");

        assertThat(reports.csv("rejected-requests"))
                .isEqualTo(lines(
                        "business_day,sub_account_id,product,status_code,meaning,status_message,requests,another_try,what_to_do,"
                                + "example",
                        "2026-11-20,acme,ivr,-1011,Several destination numbers in one request,Too many destinations,3,no,"
                                + "Send one request per destination.,r2",
                        "2026-11-20,acme,ivr,-1777,Not among the known codes,,1,no,\"Ask 8x8 support what it means, then add"
                                + " it to config/codes.yml.\",r4",
                        "2026-11-20,acme,ivr,,Refused without a code,,1,no,Log the status code of 8x8's answer too: it says"
                                + " why.,r5",
                        "2026-11-20,beta,ivr,-9999,Unknown error,Unknown,1,yes,\"Try again. If it lasts, tell 8x8 support the"
                                + " time and the id of the request.\",r6"));
        assertThat(reports.csv("retry-candidates"))
                .as("only the code after which another try makes sense")
                .isEqualTo(
                        lines(
                                "business_day,product,sub_account_id,session_id,destination,session_status,error_code,why,"
                                        + "start_time,request_id",
                                "2026-11-20,ivr,beta,,+6511111111,NOT_CREATED,-9999,Unknown error,2026-11-20T09:00:00+00:00,r6"));
        assertThat(reports.csv("data-quality"))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,code,finding,field,cases,example",
                        "2026-11-20,ivr,acme,API_STATUS_UNKNOWN,API status code that is not in the list of codes,"
                                + "status_code -1777,1,r4"));

        aSession("later")
                .subAccount("beta")
                .at("2026-11-20T10:00:00Z")
                .callTo("+6511111111")
                .insert(reports.jdbc);
        assertThat(reports.csv("retry-candidates"))
                .as("its destination was reached since")
                .hasLineCount(1);
    }

    @Test
    void sipCodesTellTheNetworksFailuresFromTheSubscribers() throws IOException {
        billed("s1").call("c1", 0, "sip_status=486").insert(reports.jdbc);
        billed("s2")
                .call("c2", 0, "sip_status=503")
                .call("c3", 0, "sip_status=486")
                .insert(reports.jdbc);
        billed("s3")
                .call("c4", 61, "sip_status=200")
                .call("c5", 61, "sip_status=")
                .insert(reports.jdbc);
        billed("s4").call("c6", 0, "sip_status=777").insert(reports.jdbc);
        billed("s5").at("2026-11-21T10:00:00Z").call("c7", 0, "sip_status=404").insert(reports.jdbc);

        assertThat(reports.csv("sip-codes"))
                .isEqualTo(lines(
                        "product,sub_account_id,lies_with,sip_status,meaning,calls,share,another_try,what_to_do,example",
                        "ivr,acme,subscriber,486,Busy or declined,2,0.4000,yes,Try again later.,c1",
                        "ivr,acme,nobody,200,Answered,1,0.2000,no,Nothing to do.,c4",
                        "ivr,acme,network,503,A server or network is overloaded or out of service,1,0.2000,yes,\"Try again"
                                + " later. If it lasts for a country or operator, tell 8x8 support.\",c2",
                        "ivr,acme,unknown,777,Not among the known codes,1,0.2000,no,\"Ask 8x8 support what it means, then add"
                                + " it to config/codes.yml.\",c6"));
        assertThat(reports.csv("data-quality"))
                .contains(
                        "2026-11-20,ivr,acme,SIP_STATUS_UNKNOWN,SIP code that is not in the list of codes,SipStatus 777,1,s4");
    }

    @Test
    void anErrorCodeThatNobodyExplainedIsNamedUntilSomebodyDoes() throws IOException {
        aSession("a")
                .error(-2999, "?")
                .note("ERROR_CODE_UNKNOWN", "errorDetails.errorCode")
                .insert(reports.jdbc);
        reports.jdbc.sql("UPDATE fact.session_note SET value = '-2999'").update();

        assertThat(reports.csv("data-quality"))
                .contains(
                        "ERROR_CODE_UNKNOWN,Error code that is not in the list of codes,errorDetails.errorCode -2999,1,a");

        reports.jdbc
                .sql(
                        "INSERT INTO fact.code VALUES ('session-error', -2999, 'sender', 'Do not call', 'Take it out.', true)")
                .update();
        assertThat(reports.csv("data-quality")).doesNotContain("ERROR_CODE_UNKNOWN");
        assertThat(reports.csv("error-codes")).contains("ivr,-2999,Do not call,Take it out.,1,1.0000,yes");
        assertThat(reports.csv("retry-candidates")).contains(",a,,ERROR,-2999,Do not call,");
    }

    @Test
    void hoursAndWeekdaysAreThoseOfTheReportTimeZone() throws IOException {
        aSession("a").at("2026-11-20T00:00:00Z").insert(reports.jdbc);
        aSession("b").at("2026-11-20T23:59:59Z").insert(reports.jdbc);
        aSession("c").at("2026-11-20T23:00:00Z").insert(reports.jdbc);

        assertThat(reports.csv("hour-weekday")).endsWith("\r\nFriday,1" + ",0".repeat(22) + ",2,3\r\n");
    }

    @Test
    void answerRateIsThatOfCallsGoingOut() throws IOException {
        aSession("a")
                .call("c1", 30)
                .call("c2", 0)
                .leg("INBOUND", "+6568332048", "SG")
                .insert(reports.jdbc);
        aSession("b").call("c3", 61).insert(reports.jdbc);

        assertThat(reports.csv("answer-rate"))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,calls,answered,answer_seizure_ratio,talk_seconds,"
                                + "average_call_seconds",
                        "2026-11-20,ivr,acme,3,2,0.6667,91,46"));
    }

    @Test
    void qualityIsThatOfCallsThatWereMeasured() throws IOException {
        aSession("a")
                .callTo("+6531589338")
                .callTo("+6531589339")
                .callTo("+6531589340")
                .insert(reports.jdbc);
        reports.jdbc.sql("""
                UPDATE fact.call_leg SET mos = v.mos, quality_band = v.band, packet_loss_rate = v.loss, jitter_ms = v.jitter
                FROM (VALUES ('A', 4.4, 'EXCELLENT', 0.5, 10), ('B', 3.0, 'BAD', 2.5, 41)) AS v (leg, mos, band, loss, jitter)
                WHERE call_leg.leg = v.leg
                """).update();

        assertThat(reports.csv("call-quality"))
                .isEqualTo(lines(
                        "product,destination_country,calls,excellent,good,fair,poor,bad,average_mos,average_packet_loss,"
                                + "average_jitter_ms",
                        "ivr,SG,2,1,0,0,0,1,3.7,1.5,25.5"));
    }

    @Test
    void optOutsAreCountedByHowTheyWent() throws IOException {
        for (var id : new String[] {"a", "b", "c", "d"}) {
            aSession(id).product("voice-messaging").insert(reports.jdbc);
        }
        reports.jdbc.sql("""
                UPDATE fact.voice_messaging_session
                SET opt_out = CASE session_id WHEN 'a' THEN 'OPTED_OUT' WHEN 'b' THEN 'OPT_OUT_FAILED' ELSE opt_out END
                """).update();

        assertThat(reports.csv("opt-outs"))
                .isEqualTo(lines(
                        "business_day,sub_account_id,sessions,opted_out,opt_out_failed,already_opted_out,share",
                        "2026-11-20,acme,4,1,1,0,0.2500"));
    }

    @Test
    void aPairIsUnreachedUntilItReachesEachOther() throws IOException {
        aSession("a").product("number-masking").status("BUSY").insert(reports.jdbc);
        aSession("b")
                .product("number-masking")
                .status("NO_ANSWER")
                .at("2026-11-20T12:00:00Z")
                .insert(reports.jdbc);
        aSession("reached").product("number-masking").insert(reports.jdbc);
        reports.jdbc.sql("""
                UPDATE fact.number_masking_session SET masked_number = '+6560000001', caller_number = '+6580000001',
                    callee_number = CASE session_id WHEN 'reached' THEN '+6580000003' ELSE '+6580000002' END
                """).update();

        assertThat(reports.csv("masking-unreached"))
                .isEqualTo(lines(
                        "sub_account_id,masked_number,caller_number,callee_number,tries,last_status,first_try,last_try",
                        "acme,+6560000001,+6580000001,+6580000002,2,NO_ANSWER,2026-11-20T10:00:00+00:00,"
                                + "2026-11-20T12:00:00+00:00"));
    }

    @Test
    void aPeriodStandsBesideTheOneBeforeAndTheSameWeekdays() throws IOException {
        aSession("a").insert(reports.jdbc);
        aSession("b").insert(reports.jdbc);
        aSession("c").status("BUSY").insert(reports.jdbc);
        aSession("day before").at("2026-11-19T10:00:00Z").insert(reports.jdbc);
        aSession("day before 2").status("FAILED").at("2026-11-19T11:00:00Z").insert(reports.jdbc);
        aSession("week before").at("2026-11-13T10:00:00Z").product("other").insert(reports.jdbc);

        assertThat(reports.csv("period-comparison"))
                .isEqualTo(lines(
                        "product,period,from_day,to_day,sessions,change,completed,completion_rate,points,no_answer,busy,"
                                + "failed,error,call_seconds",
                        "ivr,This period,2026-11-20,2026-11-20,3,,2,0.6667,,0,1,0,0,120",
                        "ivr,The one before,2026-11-19,2026-11-19,2,0.5000,1,0.5000,16.67,0,0,1,0,60",
                        "other,This period,2026-11-20,2026-11-20,0,,0,,,0,0,0,0,0",
                        "other,Same weekdays,2026-11-13,2026-11-13,1,-1.0000,1,1.0000,,0,0,0,0,60"));
    }

    @Test
    void controlTotalsAreThoseOfTheLastRun() throws IOException {
        reports.jdbc
                .sql("INSERT INTO recon.control_total VALUES (1, '2026-11-20', 'callflows', 5, 5, 5, 0, 0, 0),"
                        + " (2, '2026-11-20', 'callflows', 6, 7, 4, 1, 1, 2)")
                .update();

        assertThat(reports.csv("control-totals"))
                .isEqualTo(lines(
                        "business_day,source,expected,happened,matched,broken,missing,unexpected",
                        "2026-11-20,callflows,6,7,4,1,1,2"));
    }

    @Test
    void everyReportButTheCountsOfSourcesCanBeOfSomeProductsAndSubaccounts() throws IOException {
        aSession("a").callTo("+6531589338").insert(reports.jdbc);
        aSession("b").product("voice-messaging").subAccount("beta").insert(reports.jdbc);
        aSession("c").product("number-masking").status("BUSY").insert(reports.jdbc);
        var beta = new ReportScope(ReportFixture.DAY, List.of(), List.of("beta"));
        var masking = new ReportScope(ReportFixture.DAY, List.of("number-masking", "ivr"), List.of("acme"));

        assertThat(reports.csv("outcome-breakdown", beta))
                .isEqualTo(lines(
                        "business_day,product,sub_account_id,session_status,sessions,share,call_seconds",
                        "2026-11-20,voice-messaging,beta,COMPLETED,1,1.0000,60"));
        assertThat(reports.csv("opt-outs", masking).lines())
                .as("no voice message")
                .hasSize(1);
        assertThat(reports.csv("busy-breakdown", masking).lines()).hasSize(2);
        var catalog = reports.definitions.load();
        assertThat(catalog.of(masking).reports().keySet())
                .containsExactlyElementsOf(catalog.reports().keySet().stream()
                        .filter(id -> !Set.of("control-totals", "restatement").contains(id))
                        .toList());
        assertThatThrownBy(() -> reports.csv("control-totals", beta))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Report control-totals cannot be narrowed");
    }

    @Test
    void completedIsWhateverBecameOfAnOptOut() {
        assertThat(reports.jdbc
                        .sql(
                                "SELECT status FROM unnest(ARRAY['COMPLETED', 'COMPLETED_UNSUBSCRIBED', 'COMPLETED_UNSUB_ERROR',"
                                        + " 'UNSUBSCRIBED_CONTACT', 'BUSY', 'completed']) AS status WHERE fact.is_completed(status)")
                        .query(String.class)
                        .list())
                .containsExactly("COMPLETED", "COMPLETED_UNSUBSCRIBED", "COMPLETED_UNSUB_ERROR");
    }

    @Test
    void aReportSeesFactsAndResultsAndChangesNothing() {
        for (var sql : new String[] {
            "SELECT body::text AS n FROM capture.delivery",
            "SELECT sha256 AS n FROM expected.import",
            "DELETE FROM recon.break RETURNING kind AS n"
        }) {
            var report = new ReportDefinition(
                    "mine",
                    "Mine",
                    "",
                    null,
                    "",
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    List.of(),
                    null,
                    "reports/mine/query.sql",
                    sql,
                    null);

            assertThatThrownBy(() -> new TransactionTemplate(new JdbcTransactionManager(reports.db.dataSource()))
                            .executeWithoutResult(
                                    status -> reports.query.read(report, ReportScope.of(ReportFixture.DAY), row -> {})))
                    .as(sql)
                    .isInstanceOf(UserException.class);
        }
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
