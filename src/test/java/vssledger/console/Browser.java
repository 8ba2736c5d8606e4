package vssledger.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium that shows pages of one server: as wide as a desk or a phone, in light or dark. */
final class Browser implements AutoCloseable {

    /** Where pictures of pages are put, for people to look at; none by default. */
    private static final @Nullable String PICTURES = System.getProperty("vss.pictures");

    private static final int DESK = 1280;
    static final int PHONE = 380;

    private final ChromeDriver driver;
    private final String server;

    private Browser(ChromeDriver driver, String server) {
        this.driver = driver;
        this.server = server;
    }

    static boolean isThere() {
        return program("chromium", "chromium-browser", "google-chrome").isPresent()
                && program("chromedriver").isPresent();
    }

    private static Optional<Path> program(String... names) {
        var folders = Objects.requireNonNullElse(System.getenv("PATH"), "").split(java.io.File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder */
    static Browser open(Path profile, URI server) {
        var options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium-browser", "google-chrome")
                .orElseThrow()
                .toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        options.setAcceptInsecureCerts(true);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(20));
        var browser = new Browser(driver, server.getScheme() + "://" + server.getAuthority());
        browser.wide(DESK);
        return browser;
    }

    Browser go(String path) {
        driver.get(server + path);
        return this;
    }

    String path() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(server.length());
    }

    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    WebElement the(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** At once: what is not there now is not waited for. */
    boolean has(String css) {
        return !Boolean.FALSE.equals(driver.executeScript("return document.querySelector(arguments[0]) !== null", css));
    }

    Browser type(String name, String text) {
        var field = the("[name='" + name + "']");
        field.clear();
        field.sendKeys(text);
        return this;
    }

    /** A day, as the date field keeps it. */
    Browser day(String name, String date) {
        driver.executeScript(
                "document.querySelector(\"[name='\" + arguments[0] + \"']\").value = arguments[1]", name, date);
        return this;
    }

    /** The button or link of these words, which leads to another page, or to this one anew. */
    Browser press(String words) {
        var page = driver.findElement(By.tagName("html"));
        driver.findElement(By.xpath("//main//button[normalize-space()='" + words + "'] | //main//a[normalize-space()='"
                        + words + "']"))
                .click();
        return waitFor(
                browser -> isGone(page) && "complete".equals(driver.executeScript("return document.readyState")));
    }

    private static boolean isGone(WebElement page) {
        try {
            page.getTagName();
            return false;
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    /** Presses keys wherever the focus is. */
    Browser keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** What has the focus: its words, or its name; and whether that can be seen. */
    String focus() {
        return String.valueOf(driver.executeScript("""
                const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
                const seen = box.left >= 0 && box.width > 0 && style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
                return (it.innerText || it.name || it.tagName).trim().split('\\n')[0] + (seen ? ', seen' : ', not seen');
                """));
    }

    Browser logIn(String name, String password) {
        return go("/console/login")
                .type("username", name)
                .type("password", password)
                .press("Log in");
    }

    Browser logOut() {
        driver.manage().deleteAllCookies();
        return this;
    }

    /** The one by which it is known who is logged in. */
    Cookie session() {
        return Objects.requireNonNull(driver.manage().getCookieNamed("vss-console"));
    }

    Browser waitFor(Predicate<Browser> condition) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> condition.test(this));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("In vain on " + path() + ", which says:\n" + text(), e);
        }
        return this;
    }

    private void wide(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels == PHONE));
    }

    private void scheme(String name) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    /** In light and dark, on a desk and on a phone: nothing that axe finds serious, no scrolling sideways, no error logged. */
    void isSound(String page) {
        for (var scheme : List.of("light", "dark")) {
            scheme(scheme);
            wide(DESK);
            assertThat(seriousFindings()).as("axe on " + page + ", " + scheme).isEmpty();
            picture(page + "-" + scheme);
        }
        scheme("light");
        wide(PHONE);
        picture(page + "-phone");
        assertThat(((Number) Objects.requireNonNull(
                                driver.executeScript("return document.documentElement.scrollWidth")))
                        .intValue())
                .as("width of " + page + " on a phone")
                .isLessThanOrEqualTo(PHONE);
        wide(DESK);
        assertThat(errors()).as("what the browser logged on " + page).isEmpty();
    }

    /** Since it was asked last. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<String> seriousFindings() {
        if (Boolean.FALSE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(axe());
        }
        return (List<String>) Objects.requireNonNull(driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ['violations']}).then(found => done(found.violations
                    .filter(one => one.impact === 'serious' || one.impact === 'critical')
                    .map(one => one.id + ': ' + one.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))),
                    failure => done(['axe failed: ' + failure]));
                """));
    }

    private static String axe() {
        try (var in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void picture(String name) {
        if (PICTURES == null) {
            return;
        }
        try {
            var file = Path.of(PICTURES, name.replaceAll("[^\\w-]+", "_") + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
