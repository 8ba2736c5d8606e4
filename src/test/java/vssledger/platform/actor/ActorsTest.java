package vssledger.platform.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** Who acts is who is proven to: the login, or the user of the operating system. What is said beside it proves nothing. */
class ActorsTest {

    private static Actors withLogins(Map<String, String> loginOfSystemUser) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("logins", new Logins() {
            @Override
            public Optional<String> loginOf(SystemUser user) {
                return Optional.ofNullable(loginOfSystemUser.get(user.name().toLowerCase(Locale.ROOT)));
            }

            @Override
            public Set<String> systemUsersOf(String login) {
                return loginOfSystemUser.entrySet().stream()
                        .filter(entry -> entry.getValue().equalsIgnoreCase(login))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
            }
        });
        return new Actors(beans.getBeanProvider(Logins.class));
    }

    private static SystemUser user(String name, @Nullable String sudoUser) {
        return new SystemUser(name, "ledger1", sudoUser);
    }

    @Test
    void theUserOfTheProcessIsTheKernelsAndNoPropertys() {
        var before = System.getProperty("user.name");
        System.setProperty("user.name", "somebody-else");
        try {
            assertThat(SystemUser.current().name())
                    .isEqualTo(ProcessHandle.current().info().user().orElseThrow());
            assertThat(withLogins(Map.of()).here().name())
                    .startsWith(ProcessHandle.current().info().user().orElseThrow() + "@");
        } finally {
            System.setProperty("user.name", before);
        }
    }

    @Test
    void aSystemUserIsNamedWithTheMachineUnlessItHasALogin() {
        var actors = withLogins(Map.of("asmith", "Ann"));

        assertThat(actors.of(user("bob", null)).inWords()).isEqualTo("bob@ledger1");
        assertThat(actors.of(user("asmith", null)).inWords()).isEqualTo("Ann, system user asmith@ledger1");
        assertThat(actors.of(user("asmith", null)).name()).isEqualTo("Ann");
    }

    @Test
    void aRemarkIsShownAndMakesNobodyAnother() {
        var actor = withLogins(Map.of()).of(user("bob", null)).onBehalfOf(" Ben\n2026 Cleo: ACCEPTED ");

        assertThat(actor.inWords()).isEqualTo("bob@ledger1, on behalf of Ben 2026 Cleo: ACCEPTED");
        assertThat(actor.mayBe("Ben", Set.of())).isFalse();
        assertThat(actor.mayBe("BOB", Set.of())).isTrue();
        assertThat(actor.onBehalfOf(" ")).isSameAs(actor);
    }

    @Test
    void loginAndSystemUserAreOnePersonWhereConfiguredOrOfOneName() {
        var actors = withLogins(Map.of("asmith", "Ann"));
        var before = withLogins(Map.of()).of(user("asmith", null)); // decided before the login was tied to it

        assertThat(actors.loggedIn("ann").mayBe(before.name(), before.aliases()))
                .isTrue();
        assertThat(actors.loggedIn("asmith").mayBe(before.name(), before.aliases()))
                .isTrue();
        assertThat(actors.loggedIn("Ben").mayBe(before.name(), before.aliases()))
                .isFalse();
        assertThat(actors.of(user("bob", null)).mayBe(before.name(), before.aliases()))
                .isFalse();
    }

    @Test
    void sudoIsToldAndMayOnlySpeakAgainstIt() {
        var actor = withLogins(Map.of()).of(user("root", "bob"));

        assertThat(actor.inWords()).isEqualTo("root@ledger1, sudo by bob");
        assertThat(actor.name()).isEqualTo("root@ledger1");
        assertThat(actor.mayBe("bob@ledger1", Set.of("bob"))).isTrue();
        assertThat(actor.mayBe("ann@ledger1", Set.of("ann"))).isFalse();
    }
}
