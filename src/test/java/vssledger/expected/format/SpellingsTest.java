package vssledger.expected.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import vssledger.platform.Product;
import vssledger.platform.UserException;

/** Spellings as the operator's YAML states them. */
class SpellingsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Voice Bot, ivr",
        "VOICE_BOT, ivr",
        "voice/bot, ivr",
        "Click & Call 2.0, number-masking",
        "Programmable SIP (trunk), other",
        "IVR, voice-messaging",
        "number masking, number-masking"
    })
    void onlyLettersAndDigitsOfASpellingCount(String spelling, String product) throws IOException {
        var spellings = bound("""
                vss:
                  spellings:
                    products:
                      Voice Bot: ivr
                      Click & Call 2.0: number-masking
                      "[Programmable SIP (trunk)]": other
                      ivr: voice-messaging # comes before the usual meaning
                """);

        assertThat(spellings.product(spelling)).isEqualTo(Product.of(product));
    }

    @ParameterizedTest
    @CsvSource({"hour, 3600", "1 min., 60", "per/minute, 60", "Second, 1"})
    void billingUnitsAreSpelledAsSettingsSay(String spelling, int seconds) throws IOException {
        var spellings = bound("""
                vss:
                  spellings:
                    billing-units:
                      Hour: 3600
                      1 min: 60
                """);

        assertThat(spellings.unitSeconds(spelling)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "60, 60",
                "60 s, 60",
                "60s, 60",
                "60 seconds, 60",
                "60-second, 60",
                "1 minute, 60",
                "1 min, 60",
                "1 min., 60",
                "2 Minutes, 120",
                "per 60 seconds, 60",
                "/ 30 sec, 30",
                "1 hour, 3600",
                "Hours, 3600",
                "6 ticks, null", // a unit that nobody knows
                "2 tick, 20", // one that the operator knows
                "0, null",
                "1.5 min, null", // not 15 of it
                "60/60, null",
                "99999 hours, null",
                "block, null",
            })
    void soManyOfAUnitAreUnderstood(String spelling, @Nullable Integer seconds) throws IOException {
        assertThat(bound("vss: {spellings: {billing-units: {tick: 10}}}").unitSeconds(spelling))
                .isEqualTo(seconds);
    }

    @Test
    void whatIsNotMappedIsNotKnown() {
        var spellings = new Spellings(Map.of(), Map.of());

        assertThat(spellings.product("Carrier Pigeon")).isNull();
        assertThat(spellings.product(null)).isNull();
        assertThat(spellings.unitSeconds("fortnight")).isNull();
        assertThat(spellings.unitSeconds("-")).isNull();
    }

    @Test
    void anUnknownProductIsToldWithTheSpellingItStandsFor() {
        assertThatThrownBy(() -> bound("vss: {spellings: {products: {Voice Bot: vioce}}}"))
                .hasRootCauseInstanceOf(UserException.class)
                .hasRootCauseMessage(
                        "There is no product \"vioce\", which vss.spellings.products names for \"VoiceBot\"."
                                + " Use one of: ivr, voice-messaging, number-masking, other.");
    }

    @Test
    void aUnitLastsASecondOrMore() {
        assertThatThrownBy(() -> bound("vss: {spellings: {billing-units: {tick: 0}}}"))
                .hasRootCauseInstanceOf(UserException.class)
                .hasRootCauseMessage(
                        "vss.spellings.billing-units says that \"tick\" is 0 seconds long. Write the unit's"
                                + " length in seconds, 1 or more.");
    }

    @Test
    void theExampleInTheOperatorsFileIsUsableOnceItIsUncommented() throws IOException {
        var shipped = Files.readString(Path.of("config", "products.yml"));
        var example = shipped.substring(shipped.indexOf("# vss:")).replaceAll("(?m)^# ?", "");

        assertThat(bound(example).unitSeconds("block")).isEqualTo(30);
        assertThat(bound(example).product("voice-bot")).isEqualTo(Product.IVR);
    }

    private Spellings bound(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("products.yml"), yaml);
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("products", new FileSystemResource(file))
                .forEach(environment.getPropertySources()::addFirst);
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("vss.spellings", Bindable.of(Spellings.class))
                .get();
    }
}
